import { sha256 } from '#shared/aws/sha256.ts';
import { type Manifest, manifest } from '#shared/channels/manifest.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { Cloud } from './cloud.ts';
import type { History } from './history.ts';
import type { Sent } from './watch-sends.ts';

type Deps = {
  readonly cloud: () => Cloud;
  readonly history: History;
  readonly now: () => number;
  readonly watch: (sent: Sent) => void;
  readonly hash: () => string;
};

const parsed = (bytes: Uint8Array): Manifest => manifest.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));

/** The print house: takes what a closed batch hands over, and prints every letter that is listed there. */
export const printHouse = ({ cloud, history, now, watch, hash }: Deps) => ({
  /** The moment of sending: whatever the chosen manifest lists will be printed. */
  onChosen: (batch: string, sha: string): void => {
    const bytes = cloud().buckets.read('letters', `manifests/${batch}/${sha}.json`);
    if (!bytes) return void history.broken.push(`I6 batch ${batch}: the chosen manifest is not there`);
    for (const { letterId } of parsed(bytes).letters) {
      const member = cloud().tables.get('Notices', { pk: `batch#${batch}`, sk: `member#${letterId}` });
      const notice = noticeOf(cloud(), member?.noticeId as string);
      if (!notice || notice.letterId !== letterId)
        history.broken.push(`I1 letter ${letterId} of batch ${batch} is listed, and its notice knows nothing of it`);
      else watch({ notice, channel: 'letter', at: now(), hash: hash() });
    }
  },
  /** A manifest was handed over: it is the chosen one, and every letter on it lies beside it as it was written. */
  onPut: (key: string, bytes: Uint8Array): void => {
    const [folder, batch = '', file] = key.split('/');
    if (folder !== 'closed' || file !== 'manifest.json') return;
    const handed = parsed(bytes);
    if (sha256(bytes) !== history.chosen.get(batch))
      history.broken.push(`I1 batch ${batch}: not the chosen manifest was handed over`);
    for (const { file: name, sha256: sha } of handed.letters) {
      const pdf = cloud().buckets.read('letters', `closed/${batch}/${name}`);
      if (!pdf || sha256(pdf) !== sha) history.broken.push(`I6 batch ${batch}: ${name} is not what the manifest says`);
    }
    history.printed.set(
      batch,
      new Set([...(history.printed.get(batch) ?? []), ...handed.letters.map(({ letterId }) => letterId)]),
    );
  },
});

const noticeOf = ({ tables }: Cloud, noticeId: string | undefined): Notice | undefined =>
  tables
    .items('Notices')
    .find(
      (item) =>
        item.noticeId === noticeId &&
        item.decidedOn !== undefined &&
        item.sk !== undefined &&
        !`${item.pk}`.startsWith('batch#'),
    ) as Notice | undefined;
