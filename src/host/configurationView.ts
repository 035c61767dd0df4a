import type * as vscode from 'vscode';
import type { TrainingConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { MisfitError } from '#engine/misfit';
import type { ConfigurationHostApi, ConfigurationPageApi } from '#protocol/api';
import { checkText } from '#protocol/guards';
import { connect } from '#protocol/transport';
import type { Connection, Remote } from '#protocol/transport';
import { parseTrainingConfig } from '#session/configSchema';
import { onSettingsChange, readSettings, readSplit, writeSettings } from './settings.ts';
import { pageHtml, pageOptions, webviewPort } from './webviewHtml.ts';

export const CONFIGURATION_VIEW = 'irisNetwork.configuration';

/** What the form needs from the extension. */
export interface ConfigurationServices {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  dataset(data: null): Promise<Dataset>;
  train(config: TrainingConfig): void;
  /** Trains it as the draft. @throws MisfitError when it does not fit the data */
  live(config: TrainingConfig): Promise<void>;
}

/** The Configuration view: a form over the settings. It holds nothing itself; what is valid is written to the settings. */
export class ConfigurationView implements vscode.WebviewViewProvider {
  private readonly services: ConfigurationServices;

  constructor(services: ConfigurationServices) {
    this.services = services;
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const { extensionUri, log } = this.services;
    view.webview.options = pageOptions(extensionUri);
    const connection: Connection<ConfigurationPageApi> = connect<ConfigurationHostApi, ConfigurationPageApi>(
      webviewPort(view.webview),
      {
        ready: () => this.fill(connection.remote),
        change: (config) => this.keep(connection.remote, config, 'keep'),
        train: (config) => this.keep(connection.remote, config, 'train'),
        live: (config) => this.live(connection.remote, config),
        problem: (text) => log.error(`configuration: ${checkText(text, 'problem')}`),
      },
    );
    const settings = onSettingsChange(() => void this.fill(connection.remote));
    view.onDidDispose(() => {
      settings.dispose();
      connection.close();
    });
    view.webview.html = pageHtml(view.webview, extensionUri, 'configuration', 'Iris Network Configuration');
  }

  private async fill(page: Remote<ConfigurationPageApi>): Promise<void> {
    const abandoned = (error: unknown) => this.services.log.debug(`configuration: ${String(error)}`);
    const reading = readSettings();
    if (!('config' in reading)) return page.showProblems(reading.problems).catch(abandoned);
    const { name, labels, features, classes } = await this.services.dataset(null);
    const facts = { name, nRows: labels.length, nFeatures: features.length, nClasses: classes.length };
    await page.showConfiguration(reading.config, facts, readSplit()).catch(abandoned);
  }

  private async keep(
    page: Remote<ConfigurationPageApi>,
    value: unknown,
    then: 'keep' | 'train',
  ): Promise<void> {
    const reading = parseTrainingConfig(value);
    if (!('config' in reading)) return page.showProblems(reading.problems);
    await writeSettings(reading.config);
    if (then === 'train') this.services.train(reading.config);
  }

  /** Not written to the settings: while a slider moves there are many, and the last of them is kept on its own. */
  private async live(page: Remote<ConfigurationPageApi>, value: unknown): Promise<void> {
    const reading = parseTrainingConfig(value);
    if (!('config' in reading)) return page.showProblems(reading.problems);
    try {
      await this.services.live(reading.config);
    } catch (error) {
      if (!(error instanceof MisfitError)) throw error;
      await page.showProblems([{ key: error.key, message: error.problem }]);
    }
  }
}
