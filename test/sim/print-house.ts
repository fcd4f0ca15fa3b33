import type { Random } from '#infra/local/invented/random.ts';
import { sha256 } from '#shared/aws/sha256.ts';
import { type Manifest, manifest } from '#shared/channels/manifest.ts';
import { dayOf } from '#shared/domain/dates.ts';
import type { Notice } from '#shared/domain/notice.ts';
import { noticeKey } from '#shared/store/notices.ts';
import type { Cloud } from './cloud.ts';
import type { Faults } from './faults.ts';
import type { History } from './history.ts';
import type { Timeline } from './timeline.ts';
import type { Sent } from './watch-sends.ts';

type Deps = {
  readonly cloud: () => Cloud;
  readonly history: History;
  readonly timeline: Timeline;
  readonly faults: Faults;
  readonly random: Random;
  readonly watch: (sent: Sent) => void;
  readonly hash: () => string;
};

const MINUTE = 60_000;
const parsed = (bytes: Uint8Array): Manifest => manifest.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));

/** The print house: takes what a closed batch hands over, prints every letter that is listed there, and reports of it. */
export const printHouse = ({ cloud, history, timeline, faults, random, watch, hash }: Deps) => {
  let reports = 0;

  const noticeOf = (noticeId: string): Notice | undefined =>
    cloud().tables.get('Notices', noticeKey(noticeId)) as Notice | undefined;

  const upload = (rows: readonly string[]): void => {
    reports += 1;
    const key = `reports/melding-${reports}.csv`;
    const Body = ['batch;letter;event;date;reason', ...rows].join('\n');
    cloud().buckets.answer({ constructor: { name: 'PutObjectCommand' }, input: { Bucket: 'letters', Key: key, Body } });
    cloud().queues.put('reports', JSON.stringify({ detail: { bucket: { name: 'letters' }, object: { key } } }));
  };
  /** What becomes of the letters of a batch, told in files: soon, later, twice or never. */
  const report = (batch: string, letters: readonly string[]): void => {
    const tell = (wait: number, event: string, told: readonly string[], reason = ''): void => {
      if (told.length === 0 || faults.strikes('event-lost')) return;
      const send = () =>
        upload(told.map((letter) => `${batch};${letter};${event};${dayOf(timeline.instant())};${reason}`));
      timeline.after(wait, send);
      if (faults.strikes('event-repeated')) timeline.after(wait + random.between(1, 600) * MINUTE, send);
    };
    const soon = faults.strikes('event-early') ? 1 : random.between(10, 900) * MINUTE;
    const refused = letters.filter(() => faults.strikes('letter-refused'));
    const returned = letters.filter((letter) => !refused.includes(letter) && faults.strikes('letter-returned'));
    tell(
      soon,
      'accepted',
      letters.filter((letter) => !refused.includes(letter)),
    );
    tell(soon, 'refused', refused, 'damaged');
    tell(
      soon + random.between(1, 1200) * MINUTE,
      'despatched',
      letters.filter((letter) => !refused.includes(letter)),
    );
    tell(soon + random.between(600, 2400) * MINUTE, 'returned', returned, 'moved');
  };

  return {
    /** The moment of sending: whatever the chosen manifest lists will be printed. */
    onChosen: (batch: string, sha: string): void => {
      const bytes = cloud().buckets.read('letters', `manifests/${batch}/${sha}.json`);
      if (!bytes) return void history.broken.push(`I6 batch ${batch}: the chosen manifest is not there`);
      for (const { letterId } of parsed(bytes).letters) {
        const member = cloud().tables.get('Notices', { pk: `batch#${batch}`, sk: `member#${letterId}` });
        const notice = member && noticeOf(member.noticeId as string);
        if (!notice || notice.letterId !== letterId)
          history.broken.push(`I1 letter ${letterId} of batch ${batch} is listed, and its notice knows nothing of it`);
        else watch({ notice, channel: 'letter', at: timeline.now(), hash: hash() });
      }
    },
    /** A manifest was handed over: it is the chosen one, and every letter on it lies beside it as it was written. */
    onPut: (key: string, bytes: Uint8Array): void => {
      const [folder, batch = '', file] = key.split('/');
      if (folder !== 'closed' || file !== 'manifest.json') return;
      const { letters } = parsed(bytes);
      if (sha256(bytes) !== history.chosen.get(batch))
        history.broken.push(`I1 batch ${batch}: not the chosen manifest was handed over`);
      for (const { file: name, sha256: sha } of letters) {
        const pdf = cloud().buckets.read('letters', `closed/${batch}/${name}`);
        if (!pdf || sha256(pdf) !== sha)
          history.broken.push(`I6 batch ${batch}: ${name} is not what the manifest says`);
      }
      if (history.printed.has(batch)) return; // printed once, however often it is handed over
      history.printed.add(batch);
      report(
        batch,
        letters.map(({ letterId }) => letterId),
      );
    },
  };
};
