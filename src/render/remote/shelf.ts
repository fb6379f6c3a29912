import { describeRemote, type RemoteAnswer, type RemoteShelf, type RemoteSource, remoteKey } from '../../model/remote.ts';
import type { Assumption } from '../../model/report.ts';
import { isFloating } from './address.ts';

/** A shelf that remembers what was asked of it. */
export interface NotingShelf extends RemoteShelf {
  /** In the order in which they were first asked for. */
  asked(): readonly RemoteSource[];
  /** What was taken for granted of what it handed out. */
  assumptions(path: string): readonly Assumption[];
}

export function noteAsked(shelf: RemoteShelf | undefined): NotingShelf {
  const asked = new Map<string, { readonly source: RemoteSource; readonly answer: RemoteAnswer }>();
  return {
    find: (source) => {
      const key = remoteKey(source);
      const answer = asked.get(key)?.answer ?? shelf?.find(source) ?? { lack: 'not-allowed' };
      asked.set(key, { source, answer });
      return answer;
    },
    asked: () => [...asked.values()].map(({ source }) => source),
    assumptions: (path) => {
      const taken = [...asked.values()].flatMap(({ source, answer }) => ('content' in answer ? [{ source, content: answer.content }] : []));
      const floating = taken.filter(({ source, content }) => isFloating(source, content.resolved));
      return [
        ...(taken.length === 0 ? [] : [{ code: 'remote-locked' as const, params: { count: taken.length, path } }]),
        ...floating.map(({ source, content }) => ({
          code: 'remote-floating' as const,
          params: { source: describeRemote(source), resolved: content.resolved },
        })),
      ];
    },
  };
}

/** A shelf of answers by key; what is not there was never asked for. */
export function shelfOf(answers: ReadonlyMap<string, RemoteAnswer>): RemoteShelf {
  return { find: (source) => answers.get(remoteKey(source)) ?? { lack: 'not-locked' } };
}
