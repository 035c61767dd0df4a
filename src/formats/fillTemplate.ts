/** Of each topic the words that hold of a run: of `activation` all that its layers have. */
export type Topics = Readonly<Record<string, readonly string[]>>;

const REGION = /^\s*# \[\[if (\w+)=([\w|]+)\]\]$/;
const REGION_END = /^\s*# \[\[end\]\]$/;

/**
 * A program made from a template. Of the regions
 *
 *     # [[if topic=word|other word]]
 *     …
 *     # [[end]]
 *
 * those stay of which a word holds, without the two lines about them, and `{{name}}` becomes a value. What comes in by a
 * value is not looked at again.
 *
 * @throws RangeError for a topic or name that is not there, or a region without end
 */
export function fillTemplate(
  template: string,
  topics: Topics,
  values: Readonly<Record<string, string | number>>,
): string {
  return keptLines(template, topics)
    .join('\n')
    .replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined) throw new RangeError(`the template asks for ${name}, which is not there`);
      return String(value);
    });
}

function keptLines(template: string, topics: Topics): string[] {
  const kept: string[] = [];
  let region: 'none' | 'kept' | 'left out' = 'none';
  for (const line of template.split('\n')) {
    const [, topic, words] = REGION.exec(line) ?? [];
    if (topic !== undefined && words !== undefined) {
      const own = topics[topic];
      if (!own || region !== 'none') throw new RangeError(`the template has a wrong region: ${line.trim()}`);
      region = words.split('|').some((word) => own.includes(word)) ? 'kept' : 'left out';
    } else if (REGION_END.test(line)) {
      if (region === 'none') throw new RangeError('the template ends a region that did not begin');
      region = 'none';
    } else if (region !== 'left out') kept.push(line);
  }
  if (region !== 'none') throw new RangeError('the template has a region without end');
  return kept;
}
