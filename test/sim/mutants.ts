/** A defect planted in the project's own sources: each text stands there exactly once, and is put in another's place. */
export type Mutant = {
  readonly name: string;
  /** What would go wrong for people. */
  readonly harm: string;
  readonly edits: readonly { readonly file: string; readonly find: string; readonly put: string }[];
};

const edit = (file: string, find: string, put: string) => ({ file, find, put });
const mutant = (name: string, harm: string, ...edits: Mutant['edits']): Mutant => ({ name, harm, edits });

/** Every defect that the simulation must find. Taken from the ways in which such pipelines are known to fail. */
export const mutants: readonly Mutant[] = [
  mutant(
    'check-then-send',
    'two deliveries of one message both send it',
    edit(
      'functions/dispatch/send-once.ts',
      "if (!(await deps.notices.move({ by: 'dispatch', to: 'SENDING', notice, set }))) return;",
      "await deps.notices.move({ by: 'dispatch', to: 'SENDING', notice, set });",
    ),
  ),
  mutant(
    'claim before notice',
    'a crash in between leaves an entry claimed by nothing: never told',
    edit(
      'functions/decide/decide-candidate.ts',
      '      const results = await putAll(deps, agenda, decisions, stages);',
      `      const early = decisions.flatMap(({ kind, parts }) => (kind === 'dispatch' ? parts.map((part) => ({ entry: noticeIdOf(part), claimedBy: noticeIdOf(parts[0]) })) : []));
      const places = decisions.filter((each) => each.kind === 'dispatch' && isCapped(deps, each)).map(({ parts }) => noticeIdOf(parts[0]));
      if (early.length > 0 && !(await deps.agendas.replace(applyOutcomes(agenda, early, places, today)))) continue;
      const results = await putAll(deps, agenda, decisions, stages);
      if (early.length > 0) {
        for (const { standing } of results.filter(isQueued)) await deps.ring(standing.channel as Channel, { v: 1, noticeId: standing.noticeId });
        return;
      }`,
    ),
  ),
  mutant(
    'no version check on claim',
    'what came in between is overwritten: a stop, another claim',
    edit(
      'shared/store/agendas.ts',
      "ConditionExpression: '#v = :before',",
      "ConditionExpression: '#v = :before OR attribute_exists(#v)',",
    ),
  ),
  mutant(
    'no lease fence',
    'a write of an earlier try changes a later one',
    edit(
      'shared/store/notices.ts',
      'ConditionExpression: `decidedOn = :seenDecidedOn AND attempt = :seenAttempt AND #state IN (${before',
      'ConditionExpression: `:seenDecidedOn = :seenDecidedOn AND :seenAttempt = :seenAttempt AND #state IN (${before',
    ),
  ),
  mutant(
    'SDK retries on',
    'one lost answer becomes two mails',
    edit(
      'shared/channels/email.ts',
      'const { MessageId } = await ses.send(',
      `const twice = async (command: SendRawEmailCommand) => {
        try {
          return await ses.send(command);
        } catch (error) {
          if ((error as { name?: string }).name === 'MessageRejected') throw error;
          return ses.send(command);
        }
      };
      const { MessageId } = await twice(`,
    ),
  ),
  mutant(
    'timeout means retry',
    'what may have left is sent again',
    edit('functions/dispatch/send-once.ts', "  unknown: 'UNKNOWN',", "  unknown: 'QUEUED',"),
  ),
  mutant(
    'sweep re-queues SENDING',
    'what may have left is sent again',
    edit(
      'functions/sweep/tend-notice.ts',
      "await deps.notices.move({ by: 'sweep', to: 'UNKNOWN', notice, set: { at } });",
      "await deps.notices.move({ by: 'dispatch', to: 'QUEUED', notice, set: { at } });",
    ),
  ),
  mutant(
    'stop read only in decide',
    'a stop of a minute ago does not count',
    edit('functions/dispatch/dispatch-notice.ts', "if (stop) return { state: 'CANCELLED', reason: stop };", ''),
    edit(
      'shared/channels/why-not-along.ts',
      '  return stopOf(agenda, named, await readHeeded(agendas.get, named), serviceOf);',
      '  return undefined;',
    ),
    edit(
      'functions/dispatch/dispatch-notice.ts',
      'if (agenda.suppressed[deps.channel] || isChannelStopped(agenda.stops, deps.channel))',
      'if (agenda.suppressed[deps.channel])',
    ),
    edit(
      'shared/channels/why-not-along.ts',
      "if (agenda.suppressed.letter || isChannelStopped(agenda.stops, 'letter'))",
      'if (agenda.suppressed.letter)',
    ),
  ),
  mutant(
    'cap read then written',
    'a crash in between forgets that somebody was told: more than the cap',
    edit(
      'functions/decide/decide-candidate.ts',
      'if (!(await deps.agendas.replace(applyOutcomes(agenda, outcomes, capped, today)))) continue;',
      `const claimed = applyOutcomes(agenda, outcomes, [], today);
      if (!(await deps.agendas.replace(claimed))) continue;
      if (capped.length > 0) await deps.agendas.replace({ ...applyOutcomes(agenda, outcomes, capped, today), v: claimed.v + 1 });`,
    ),
  ),
  mutant(
    'cap not given back',
    'a message that never left keeps another one from being sent',
    edit(
      'shared/domain/release-claim.ts',
      'const sent = agenda.sent.filter((place) => !isPlaceOf(place, notice));',
      'const sent = agenda.sent;',
    ),
    edit('shared/domain/apply-outcomes.ts', '&& !putOver.has(notice)', '&& !capped.includes(notice)'),
  ),
  mutant(
    'cap given back twice',
    'somebody is told more often than the cap',
    edit(
      'shared/domain/release-claim.ts',
      'const sent = agenda.sent.filter((place) => !isPlaceOf(place, notice));',
      'const sent = agenda.sent.slice(1);',
    ),
  ),
  mutant(
    'run date in the key',
    'a corrected date tells somebody of the same passport again',
    edit(
      'functions/decide/put-decision.ts',
      '    noticeId: noticeIdOf(first),\n    state: draft.state,',
      '    noticeId: noticeIdOf({ ...first, occasion: `${first.occasion}.${at.slice(0, 10)}` }),\n    state: draft.state,',
    ),
    edit(
      'functions/dispatch/gather-subjects.ts',
      "  if (!ids.includes(asked.notice.noticeId)) return { end: { state: 'CANCELLED', reason: 'own-part-withdrawn' } };\n",
      '',
    ),
  ),
  mutant(
    'notice keyed by addressee',
    'when another parent becomes the one to tell, the same is told again',
    edit(
      'functions/decide/put-decision.ts',
      '    noticeId: noticeIdOf(first),\n    state: draft.state,',
      '    noticeId: noticeIdOf({ ...first, about: draft.addresseeId }),\n    state: draft.state,',
    ),
    edit(
      'functions/dispatch/gather-subjects.ts',
      "  if (!ids.includes(asked.notice.noticeId)) return { end: { state: 'CANCELLED', reason: 'own-part-withdrawn' } };\n",
      '',
    ),
  ),
  mutant(
    'intake without merge',
    'what is known of an entry is forgotten each time a record comes',
    edit(
      'shared/domain/merge-entries.ts',
      "      if (entry.stage === 'recovery') return followOccasion(entry, dueById);\n      return renew(entry, dueById.get(noticeIdOf(entry)), today, isStopped);",
      "      return { ...entry, state: 'closed' as const, reason: 'not-due' as const, until: '2000-01-01' as IsoDate };",
    ),
    edit('shared/domain/merge-entries.ts', '.filter((entry) => !known.has(noticeIdOf(entry))),', ','),
  ),
  mutant(
    'allowance per attempt of the scan',
    'a scan that fires twice sends twice as much as the desk can take',
    edit(
      'functions/scan/scan-agendas.ts',
      'if (!(await deps.runs.get(date)) && !(await startRun(deps, date))) return { date, candidates: 0 };',
      'if (!(await startRun(deps, date))) return { date, candidates: 0 };',
    ),
    edit(
      'shared/store/runs.ts',
      "          Item: { ...keyOf(fresh.date), ...fresh, ttl },\n          ConditionExpression: 'attribute_not_exists(pk)',",
      '          Item: { ...keyOf(fresh.date), ...fresh, ttl },',
    ),
  ),
  mutant(
    'manifest from an S3 listing',
    'letters that were taken back, or put before a crash, are printed',
    edit(
      'shared/channels/print-batch.ts',
      '    if (!notice || !isIn(notice, id, member)) continue;\n    const back = await whyNotAlong(deps, notice, member);',
      "    if (!notice || notice.state === 'REF') continue;\n    const back = await whyNotAlong(deps, notice, member);",
    ),
  ),
  mutant(
    'SENDING written before rendering',
    'what goes wrong while a message is written leaves it in doubt',
    edit(
      'functions/dispatch/send-once.ts',
      '  await deps.putCopy(copy.key, copy.body);\n  if (keptAs) await deps.putCopy(copy.key.replace(/json$/, keptAs), content);\n',
      '',
    ),
    edit(
      'functions/dispatch/send-once.ts',
      'await send(tag));',
      '(await deps.putCopy(copy.key, copy.body), await send(tag)));',
    ),
  ),
  mutant(
    'recovery without its own stage',
    'what did not arrive is never made up for',
    edit(
      'shared/domain/close-channel.ts',
      "return { ...entryKeyOf(part), stage: 'recovery', from, until, state: 'open' };",
      "return { ...entryKeyOf(part), from, until, state: 'open' };",
    ),
  ),
  mutant(
    'exists means done',
    'a crash between notice and claim: never told',
    edit(
      'functions/decide/put-decision.ts',
      "if (isOfOne(seen, fresh) && (seen.state === 'QUEUED' || isNeverLeft(seen.state))) return adopted(seen);",
      "if (isOfOne(seen, fresh) && seen.state === 'QUEUED') return 'told';",
    ),
  ),
  mutant(
    'overwrite without decidedOn <',
    'a decision that is over is put on top of the one that counts',
    edit(
      'shared/store/notices.ts',
      '(addresseeId = :me AND decidedOn < :v AND',
      '(addresseeId = :me AND decidedOn <> :v AND',
    ),
  ),
  mutant(
    'a ref that cannot be put over',
    'what was once to be told together is never told alone',
    edit(
      'functions/decide/put-decision.ts',
      "      if (verdict !== 'free') return verdict;\n      if (await deps.notices.putOver(fresh, seen)) return fresh;",
      "      return verdict === 'free' ? 'elsewhere' : verdict;",
    ),
  ),
  mutant(
    'unknown closes the run',
    'nobody ever looks at what is in doubt',
    edit(
      'shared/domain/arrows.ts',
      "  'UNKNOWN_FINAL',\n] as const satisfies NoticeState[];",
      "  'UNKNOWN_FINAL',\n  'UNKNOWN',\n] as const satisfies NoticeState[];",
    ),
    edit('functions/sweep/tend-notice.ts', "    case 'UNKNOWN':\n", "    case 'UNKNOWN':\n      return false;\n"),
  ),
  mutant(
    'record writes the state before the agenda',
    'a crash in between: the channel stays open, nothing is made up for',
    edit('functions/record/record-event.ts', '    await repair(deps, notice, report);\n    // States', '    // States'),
    edit(
      'functions/record/record-event.ts',
      "const isMoved = await deps.notices.move({ by: 'record', to: state, notice, set });",
      "const isMoved = await deps.notices.move({ by: 'record', to: state, notice, set });\n    await repair(deps, notice, report);",
    ),
  ),
  mutant(
    'hash noted before evaluate',
    'a changed rule counts as applied to agendas that never saw it',
    edit(
      'functions/evaluate/evaluate.ts',
      '  await evaluateAll(deps, ids);\n  if (after',
      '  if (after === undefined && event.fingerprint !== undefined) await deps.epochs.segmentDone(event.fingerprint, event.segment, deps.segments, deps.hashes);\n  if (after !== undefined) await deps.queue([{ ...event, after }]);\n  await evaluateAll(deps, ids);\n  if (after',
    ),
  ),
  mutant(
    'a known entry never reopens',
    'what was stopped or withdrawn and is due again is never told',
    edit(
      'shared/domain/merge-entries.ts',
      "  state === 'closed' &&\n  (reason === 'not-due' ||",
      "  state === 'closed' &&\n  service === '' &&\n  (reason === 'not-due' ||",
    ),
  ),
  mutant(
    'a member joined after CLOSING',
    'a letter that came too late counts as sent, and is not printed',
    edit(
      'shared/channels/print-batch.ts',
      'await settleNotice(deps, notice, new Set(chosen.letters.map(({ letterId }) => letterId)));',
      'await settleNotice(deps, notice, new Set([...chosen.letters.map(({ letterId }) => letterId), notice.letterId as string]));',
    ),
  ),
  mutant(
    "another hash's notice rendered",
    'what one version decided is said in the words of another that nobody approved',
    edit(
      'functions/dispatch/dispatch-notice.ts',
      "if (notice.serviceHash !== deps.hashOf(service)) return { state: 'CANCELLED', reason: 'service-changed' };",
      '',
    ),
  ),
  mutant(
    'two manifests chosen',
    'two closings at once print different letters',
    edit(
      'shared/store/batches.ts',
      "          UpdateExpression: 'SET #state = :closed, manifest = :manifest',\n          ConditionExpression: '#state = :closing',",
      "          UpdateExpression: 'SET #state = :closed, manifest = :manifest',\n          ConditionExpression: '#state = :closing OR #state = :closed',",
    ),
  ),
  mutant(
    'guard counts after queueing',
    'what a register gone wrong says of everybody is on its way before anybody counts',
    edit(
      'functions/scan/scan-agendas.ts',
      '  const counts = await guardServices(deps, date, due, services, before);',
      `  const unheard = { ...deps, switches: { ...deps.switches, halt: async () => true }, addWork: async () => {} };
      const early = await guardServices(unheard, date, due, services, before);
      const counts = new Map([...early].map(([id, { unusual: _, ...count }]) => [id, count]));
      late.set(deps, () => guardServices(deps, date, due, services, before));`,
    ),
    edit(
      'functions/scan/scan-agendas.ts',
      'await queuePlan(deps.runs, deps.queueCandidates, plan, date, run.cursor);',
      'await queuePlan(deps.runs, deps.queueCandidates, plan, date, run.cursor);\n    await late.get(deps)?.();',
    ),
    edit(
      'functions/scan/scan-agendas.ts',
      'const RUN_KEPT_DAYS = 400;',
      'const RUN_KEPT_DAYS = 400;\nconst late = new WeakMap<Deps, () => Promise<unknown>>();',
    ),
  ),
  mutant(
    'approval asked by scan alone',
    'a version that comes between plan and decision tells people, and nobody approved it',
    edit(
      'functions/decide/stages.ts',
      "(stages.get(service) ?? 'new') !== 'new';",
      "stages.has(service) || service === '';",
    ),
  ),
  mutant(
    'trial without seats',
    'messages that one plan made one become two, and more leave than a trial may',
    edit('functions/decide/stages.ts', "stages.get(first.service) !== 'trial' ||", 'true ||'),
  ),
  mutant(
    'reachability of another message type',
    'who let one kind of message come by e-mail gets every kind so',
    edit('shared/domain/declaration.ts', '      each.service === service &&\n', ''),
  ),
  mutant(
    'an older file counts',
    'what a resident took back yesterday is so again by a file of the day before',
    edit('shared/domain/latest.ts', 'rankOf(fresh) >= rankOf(known);', 'rankOf(fresh) !== rankOf(known);'),
  ),
  mutant(
    'hours ignored on redelivery',
    'a message that was rung for in the afternoon and lay on its queue rings at ten at night',
    edit(
      'functions/dispatch/dispatch-notice.ts',
      "if (deps.channel !== 'letter' && secondsUntilClose(deps.now()) < LEAST_SECONDS)",
      "if (deps.channel !== 'letter' && secondsUntilClose(notice.rungAt ?? notice.at) < LEAST_SECONDS)",
    ),
  ),
];
