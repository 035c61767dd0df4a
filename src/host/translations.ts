// The first import of the extension: sentences in constants are looked up when their modules are loaded.
import { l10n } from 'vscode';
import { useTranslations } from '#engine/translation';

useTranslations(l10n.bundle ?? null); // there is none in English
