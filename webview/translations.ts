// The first import of each page: sentences in constants are looked up when their modules are loaded.
import { TRANSLATIONS_ID, useTranslations } from '#engine/translation';
import { checkTranslations } from '#protocol/translationGuard';

const text = document.getElementById(TRANSLATIONS_ID)?.textContent;
if (text) useTranslations(checkTranslations(JSON.parse(text)));
