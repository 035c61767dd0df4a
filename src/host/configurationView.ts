import type * as vscode from 'vscode';
import type { Dataset } from '#engine/dataset';
import { MisfitError } from '#engine/misfit';
import { t } from '#engine/translation';
import type { ConfigurationHostApi, ConfigurationPageApi, DatasetFacts } from '#protocol/api';
import { checkText } from '#protocol/guards';
import { connect } from '#protocol/transport';
import type { Connection, Remote } from '#protocol/transport';
import { parseTrainingConfig } from '#session/configSchema';
import type { ConfigurationTargets } from './configurationTargets.ts';
import type { DataFile, RunPlan } from './runPlan.ts';
import { pageHtml, pageOptions, webviewPort } from './webviewHtml.ts';

export const CONFIGURATION_VIEW = 'irisNetwork.configuration';

/** What the form needs from the extension. */
export interface ConfigurationServices {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  readonly targets: ConfigurationTargets;
  dataset(data: DataFile | null): Promise<Dataset>;
  train(plan: RunPlan): void;
  /** Trains it as the draft. @throws MisfitError when it does not fit the data */
  live(plan: RunPlan): Promise<void>;
}

type Page = Remote<ConfigurationPageApi>;

/**
 * The Configuration view: a form over the settings or over an experiment file. It holds nothing itself; what is valid is
 * written to what it edits.
 */
export class ConfigurationView implements vscode.WebviewViewProvider {
  private readonly services: ConfigurationServices;

  constructor(services: ConfigurationServices) {
    this.services = services;
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const { extensionUri, log, targets } = this.services;
    view.webview.options = pageOptions(extensionUri);
    const connection: Connection<ConfigurationPageApi> = connect<ConfigurationHostApi, ConfigurationPageApi>(
      webviewPort(view.webview),
      {
        ready: () => this.fill(connection.remote),
        choose: (target) => targets.choose(checkText(target, 'target')),
        change: (config, target) => this.keep(connection.remote, config, target, 'keep'),
        train: (config, target) => this.keep(connection.remote, config, target, 'train'),
        live: (config, target) => this.live(connection.remote, config, target),
        problem: (text) => log.error(`configuration: ${checkText(text, 'problem')}`),
      },
    );
    const changes = targets.onDidChange(() => void this.fill(connection.remote));
    view.onDidDispose(() => {
      changes.dispose();
      connection.close();
    });
    view.webview.html = pageHtml(
      view.webview,
      extensionUri,
      'configuration',
      t('Iris Network Configuration'),
    );
  }

  private async fill(page: Page): Promise<void> {
    const { targets, log } = this.services;
    const abandoned = (error: unknown) => log.debug(`configuration: ${String(error)}`);
    const { current, choices } = targets;
    const reading = await targets.read();
    if (current !== targets.current) return; // another one is edited by now, and shown on its own
    const broken = reading.kind === 'broken' ? reading.sentence : null;
    page.showTarget({ current, choices, broken }).catch(abandoned);
    if (reading.kind === 'broken') return;
    if (reading.kind === 'problems') return page.showProblems(reading.problems).catch(abandoned);
    const facts = await this.factsOf(reading.plan);
    if (current !== targets.current) return;
    await page.showConfiguration(reading.plan.config, facts, reading.split).catch(abandoned);
  }

  /** What the form says of the data; nothing where they cannot be read, which is said where they are named. */
  private async factsOf({ data }: RunPlan): Promise<DatasetFacts | null> {
    try {
      const { name, labels, features, classes } = await this.services.dataset(data);
      return { name, nRows: labels.length, nFeatures: features.length, nClasses: classes.length };
    } catch {
      return null;
    }
  }

  private async keep(page: Page, value: unknown, target: unknown, then: 'keep' | 'train'): Promise<void> {
    const { targets } = this.services;
    const reading = parseTrainingConfig(value);
    if (!('config' in reading)) return page.showProblems(reading.problems);
    const id = checkText(target, 'target');
    if (!targets.choices.some((choice) => choice.id === id)) return; // closed meanwhile
    await targets.write(id, reading.config);
    if (then === 'train' && id === targets.current)
      await this.withPlan(reading.config, (plan) => this.services.train(plan));
  }

  /** Not written to what is edited: while a slider moves there are many, and the last of them is kept on its own. */
  private async live(page: Page, value: unknown, target: unknown): Promise<void> {
    const { targets } = this.services;
    const reading = parseTrainingConfig(value);
    if (!('config' in reading)) return page.showProblems(reading.problems);
    if (checkText(target, 'target') !== targets.current) return;
    try {
      await this.withPlan(reading.config, (plan) => this.services.live(plan));
    } catch (error) {
      if (!(error instanceof MisfitError)) throw error;
      await page.showProblems([{ key: error.key, message: error.problem }]);
    }
  }

  /** The form has the training; what it is about is what the target says. */
  private async withPlan(
    config: RunPlan['config'],
    act: (plan: RunPlan) => void | Promise<void>,
  ): Promise<void> {
    const reading = await this.services.targets.read();
    if (reading.kind === 'plan') await act({ ...reading.plan, config });
  }
}
