import { describe, expect, test } from '@jest/globals';
import { expectNoViolations } from '../github/server.ts';
import { journal, openClinic, rooted, sound, withApprovals } from './clinic.ts';

/** The same place with another value: what was waived is gone, and this was never waived. */
const alsoRooted = sound.replace('runAsNonRoot: true', 'runAsNonRoot: false');
const words = {
  en: {
    own: '`anna` requested',
    granted: '**Waiver granted** by `bo`',
    changed: 'is gone or has changed',
    renewed: '**Waiver renewed** by `carla`',
  },
  da: {
    own: '`anna` har selv søgt om',
    granted: '**`bo` har givet dispensation**',
    changed: 'er væk eller ændret',
    renewed: '**`carla` har forlænget dispensationen**',
  },
};

describe.each(['en', 'da'] as const)('the life of a waiver, in %s', (language) => {
  const say = words[language];

  test('is asked for, refused to oneself, granted, voided by a push, granted anew, renewed, and ends in the merge queue', async () => {
    const clinic = await openClinic({ configuration: `${withApprovals}language: ${language}\n` });
    const { github } = clinic;
    // Even who may decide on waivers does not decide on their own.
    github.setPermission('anna', 'maintain');
    try {
      const { number, headSha: first, payload } = clinic.change('rooted', { [journal]: rooted });
      const answer = (): string => clinic.said(number).at(-1)?.body ?? '';
      const command = async (login: string, body: string): Promise<string> => {
        await clinic.command(number, login, `/tilsyn ${body}`);
        return answer();
      };
      const waive =
        'waive WKL-06 --object Deployment/journal/journal-api --expires 5d --reason "The vendor image needs root until version 5"';
      const idIn = (text: string): string => /WVR-[0-9A-Z]{12}/.exec(text)?.[0] ?? '';

      await clinic.review({ payload });
      expect(clinic.check(first)?.conclusion).toBe('failure');
      const old = idIn(await command('anna', waive));
      expect(clinic.check(first)?.conclusion).toBe('action_required');
      expect(await command('anna', `approve ${old} ${first}`)).toContain(say.own);
      expect(await command('bo', `approve ${old} ${first}`)).toContain(say.granted);
      await command('carla', `approve ${first}`);
      expect(clinic.check(first)?.conclusion).toBe('success');

      const { sha: second, deliveries } = github.push('rooted', { [journal]: alsoRooted }, { by: 'anna' });
      await clinic.review(deliveries.find(({ event }) => event === 'pull_request') ?? { payload });
      expect(clinic.check(second)?.conclusion).toBe('failure');
      expect(await command('anna', `renew ${old} --expires 20d --reason "The vendor image still needs root, see the plan"`)).toContain(
        say.changed,
      );
      const id = idIn(await command('anna', waive));
      expect(id).not.toBe(old);
      await command('bo', `approve ${id} ${second}`);
      await command('carla', `approve ${second}`);
      expect(clinic.check(second)?.conclusion).toBe('success');

      await command('anna', `renew ${id} --expires 20d --reason "The vendor image still needs root, see the plan"`);
      expect(clinic.check(second)?.conclusion).toBe('success');
      expect(await command('carla', `approve ${id} ${second}`)).toContain(say.renewed);

      const queue = async (): Promise<string | null | undefined> => {
        const { payload: event, group } = github.mergeGroup([number], 'bo');
        await clinic.run('tilsyn-review.yml', 'merge_group', { payload: event });
        return clinic.check(group.headSha)?.conclusion;
      };
      // Past the first end, before the second.
      clinic.later(6);
      expect(await queue()).toBe('success');
      clinic.later(15);
      expect(await queue()).toBe('failure');
      await clinic.run('tilsyn-evidence.yml', 'schedule', github.schedule('17 5 * * *', '.github/workflows/tilsyn-evidence.yml'));
      expect(clinic.check(second)?.conclusion).toBe('failure');
      expectNoViolations(github);
    } finally {
      await github.close();
    }
  }, 600_000);
});
