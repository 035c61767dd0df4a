/** The themes that the tests open pages in are those that the replay page brings along. */
export * from '../replay/themes.ts';
