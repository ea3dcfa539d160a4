import { answerOf } from './answer.ts';
import type { Figure } from './figure.ts';
import { change, count, interval, number, probability, ratio, unbroken } from './format.ts';
import { leaderOf, type Tone, toneOf, wordOf } from './leader.ts';
import { metricLabel, unitLabel } from './metric-label.ts';
import type { PageInput } from './page-input.ts';
import { shortened } from './plain.ts';
import { against, isDifference, type Study, type StudyArm } from './study.ts';

export interface Tile {
  readonly label: string;
  readonly value: string;
  readonly detail: string;
  readonly tone: Tone;
}

export interface VerdictContext {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly more: string;
  readonly tiles: readonly Tile[];
  readonly figures: readonly Figure[];
}

const mostSentences = 3;

/** Who won, by how much, at what cost, how sure, and whether to believe it. */
export function verdictSection(page: PageInput): VerdictContext {
  const { studies, results } = page;
  const { summary } = results;
  const comparable = summary.likeForLike.ok;
  const sentences = studies.flatMap(study =>
    study.arms.flatMap(arm => {
      const sentence = arm.summary?.verdict?.sentence;
      return sentence ? [study.several ? `On ${study.workload}: ${sentence}` : sentence] : [];
    }),
  );
  const study = studies.find(one => leaderOf(one)) ?? studies[0];
  const leader = study && leaderOf(study);
  const first = leader?.summary?.verdict?.sentence;
  const said =
    sentences.length > mostSentences && first ? sentences.filter(one => one.endsWith(first)) : sentences;
  const shown = comparable && said.length > 0 ? said.slice(0, mostSentences) : [summary.headline];
  const title = answerOf(summary);
  return {
    title,
    sentences: shown
      .filter(sentence => sentence !== title)
      .map(sentence => shortened(sentence.replaceAll(summary.primary, metricLabel(summary.primary)), 700)),
    more:
      comparable && sentences.length > shown.length
        ? `${count(sentences.length - shown.length, 'more comparison')} in the picture and the table below.`
        : '',
    tiles: study && leader ? tiles(page, study, leader) : [trustTile(page)],
    figures: page.figures('verdict'),
  };
}

function tiles(page: PageInput, study: Study, leader: StudyArm): Tile[] {
  const { primary, cost, reference } = study;
  const paired = against(leader, primary.name)!;
  const word = wordOf(leader);
  const metric = metricLabel(primary.name);
  const difference = isDifference(paired.ratio);
  const means = (name: string): string =>
    `${number(reference.summary?.metrics[name]?.point)} → ${number(leader.summary?.metrics[name]?.point)}`;
  const won = word === 'faster' ? leader.label : word === 'slower' ? reference.label : 'Neither';
  const said: Tile[] = [
    {
      label: 'Who won',
      value: unbroken(won),
      detail: word ? `${leader.label}: ${word}` : 'no verdict',
      tone: toneOf(word),
    },
    {
      label: 'By how much',
      value: difference
        ? `${number(paired.ratio.point)} ${unitLabel(primary.unit)}`
        : `${change(paired.ratio.point)} ${metric}`,
      detail: `${means(primary.name)} ${unitLabel(primary.unit)}; ${difference ? 'difference' : 'ratio'} ${interval(paired.ratio, difference ? number : ratio)}`,
      tone: toneOf(word),
    },
  ];
  const price = cost && cost.name !== primary.name ? against(leader, cost.name) : undefined;
  if (cost && price && !isDifference(price.ratio)) {
    said.push({
      label: 'At what cost',
      value: `${change(price.ratio.point)} ${metricLabel(cost.name)}`,
      detail: `${means(cost.name)}; ratio ${interval(price.ratio, ratio)}`,
      tone: price.ratio.low > 1 ? 'bad' : price.ratio.high < 1 ? 'good' : 'plain',
    });
  }
  const better = paired.pairs.filter(pair =>
    primary.better === 'lower' ? pair.arm < pair.reference : pair.arm > pair.reference,
  ).length;
  said.push({
    label: 'How sure',
    value: `better on ${better} of ${count(paired.pairs.length, 'seed')}`,
    detail: [
      leader.summary?.verdict ? `Holm-adjusted ${probability(leader.summary.verdict.adjustedP)}` : '',
      `Hodges–Lehmann ${interval(paired.hodgesLehmann, isDifference(paired.hodgesLehmann) ? number : ratio)}`,
    ]
      .filter(Boolean)
      .join('; '),
    tone: word === 'not enough trials' || word === 'no difference seen' ? 'doubt' : 'plain',
  });
  return [...said, trustTile(page)];
}

function trustTile({ results: { summary } }: PageInput): Tile {
  const { likeForLike, warnings, trials, planned } = summary;
  const valid = trials.filter(row => row.state === 'valid').length;
  const value = !likeForLike.ok
    ? 'Not like for like'
    : warnings.length > 0
      ? `With care: ${count(warnings.length, 'warning')}`
      : 'Nothing speaks against it';
  return {
    label: 'Believe it?',
    value,
    detail: `${valid} of ${count(planned, 'planned trial')} valid; ${likeForLike.ok ? 'same requests for all arms' : 'more than the arm differs'}`,
    tone: !likeForLike.ok ? 'bad' : warnings.length > 0 ? 'doubt' : 'good',
  };
}
