import type { Texts } from '../keys.ts';

export const decisions: Texts['decisions'] = {
  'not-a-person': '**Tæller ikke.** `{login}` er ikke en person, og kun personer kan afgøre noget.',
  edited: '**Tæller ikke.** Kommentaren er redigeret, efter at den blev skrevet. Skriv kommandoen i en ny kommentar.',
  'head-moved':
    '**Tæller ikke.** Der er kommet et nyt commit[? `{head}`], siden det blev skrevet. Læs det nye commit, og skriv så kommandoen igen.',
  'sha-unknown': '**Tæller ikke.** [?`{sha}` er ikke head i denne pull request. ]Head er `{head}`. Angiv mindst 12 tegn af det.',
  'no-authority': '**Tæller ikke.** `{login}` har ikke ret til det[? med rettigheden {permission}].[? {who} kan.]',
  'lookup-failed': '**Tæller ikke.** Rettighederne for `{login}` kunne ikke slås op, og så er svaret nej. Prøv igen senere.',
  'self-approval': '**Tæller ikke.** `{login}` har lavet ændringen og kan ikke selv godkende den.[? {who} kan.]',
  contributor: '**Tæller ikke.** `{login}` har bidraget med et commit til ændringen og kan ikke godkende den.[? {who} kan.]',
  'same-as-requester': '**Tæller ikke.** `{login}` har selv søgt om `{id}`, og en anden skal afgøre det.[? {who} kan.]',
  'control-unknown': '**Tæller ikke.** Kontrollen `{control}` findes ikke. `/tilsyn status` viser fundene og deres kontroller.',
  'control-not-waivable':
    '**{control}[? på `{subject}`] kan ikke få dispensation.** Kontrollen giver ikke mulighed for det her, så fundet skal rettes. `/tilsyn explain {control}` siger hvorfor.',
  'finding-not-found':
    '**Tæller ikke.** {control} har intet fund på `{subject}` i dette commit. Angiv objektet, som fundet gør: `Kind/namespace/navn`.',
  'too-long': '**Tæller ikke.** En dispensation fra {control} kan højst vare {limit} dage. Søg igen med et tidligere udløb.',
  'expiry-past': '**Tæller ikke.** Dispensationens udløb ligger i fortiden. Søg igen med en senere dag.',
  'waiver-unknown': '**Tæller ikke.** Dispensationen `{id}` findes ikke her. `/tilsyn status` viser dem, der findes.',
  'waiver-ended': '**Tæller ikke.** `{id}` gælder ikke længere. Søg om en ny dispensation, hvis fundet stadig har brug for det.',
  'already-decided': '**Tæller ikke.** `{id}` er allerede afgjort.',
  'no-log-key':
    '**Tæller ikke.** Dispensationer og godkendelser føres i en signeret ændringslog, og der er ingen nøgle. Ejerne opretter den med `tilsyn keygen`. Indtil da tæller kun reviews.',
  'not-a-pull-request': '**Tæller ikke.** Kommandoer modtages kun i pull requests.',
  'branch-not-protected': '**Tæller ikke.** Base-grenen i denne pull request er ikke en beskyttet gren i tilsyn.',
  'emergency-unknown': '**Tæller ikke.** Nødproceduren `{id}` er ikke brugt i denne pull request.',
  'emergency-own': '**Tæller ikke.** `{login}` har selv brugt nødproceduren `{id}`, og en anden skal følge op.[? {who} kan.]',
  'pull-request-closed':
    '**Tæller ikke.** Denne pull request er lukket. Kun en tilbagekaldelse og opfølgningen på en nødprocedure tæller her nu.',
  'not-granted': '**Tæller ikke.** `{id}` er ikke givet endnu, så der er intet at forlænge.',
  'renewal-open': '**Tæller ikke.** Der er allerede søgt om forlængelse af `{id}`, og den venter på en afgørelse.',
  'renewals-used-up':
    '**Der kan ikke gives mere dispensation fra {control} på `{subject}`.** En dispensation kan højst gives på ny {limit} gange, så fundet skal rettes.',
  'not-longer': '**Tæller ikke.** `{id}` gælder allerede til den {expiresAt}. Søg om et senere udløb.',
  'waiver-changed':
    '**Tæller ikke.** Det, som `{id}` dækker på `{subject}`, er væk eller ændret. Søg om en ny dispensation, hvis {control} stadig har brug for det.',
  'waiver-requested':
    '**Der er søgt om dispensation** for {control} på `{subject}` til den {expiresAt}, af `{login}`. Ansøgningen er `{id}`.[? {who} afgør det.][? Godkendelser, der kræves: {needed}.] Uden svar bortfalder ansøgningen om {days} dage.',
  'waiver-granted':
    '**`{login}` har givet dispensation**[? fra {control} på `{subject}`] til den {expiresAt}. Fundet vises stadig. Ændres objektet, bortfalder dispensationen.',
  'waiver-approval-counted':
    '**Talt med.** `{login}` godkender `{id}`. Endnu en person skal godkende[?. Godkendelser, der mangler: {needed}].',
  'waiver-denied': '**`{login}` har afslået dispensation:** `{id}`[? fra {control} på `{subject}`]. Fundet blokerer.',
  'waiver-revoked': '**`{login}` har tilbagekaldt dispensationen** `{id}`[? fra {control} på `{subject}`]. Fundet blokerer igen.',
  'renewal-requested':
    '**Der er søgt om forlængelse** af dispensationen fra {control} på `{subject}` til den {expiresAt}, af `{login}`: `{id}`.[? {who} afgør det.][? Godkendelser, der kræves: {needed}.] Det, der er givet, gælder imens. Uden svar bortfalder ansøgningen om {days} dage.',
  'renewal-granted': '**`{login}` har forlænget dispensationen**[? fra {control} på `{subject}`] til den {expiresAt}. Fundet vises stadig.',
  'renewal-denied':
    '**`{login}` har afslået at forlænge dispensationen** `{id}`[? fra {control} på `{subject}`]. Den udløber, som den blev givet.',
  'emergency-declared':
    '**Nødproceduren er brugt** af `{login}` ved commit `{head}`, sag {ticket}: `{id}`. Intet bliver grønt af det, og et merge uden om tjekket registreres som nødprocedure. En anden skal følge op senest {reviewDueAt} med `/tilsyn approve {id} --reason "…"` eller `/tilsyn deny {id} --reason "…"`.',
  'emergency-accepted': '**`{login}` har fulgt op på nødproceduren** `{id}`. Det, der blev gjort, er accepteret.',
  'emergency-to-mend': '**`{login}` har fulgt op på nødproceduren** `{id}`. Det, der blev gjort, skal rettes.',
  'approval-recorded': '**Godkendelsen er registreret.** `{login}` godkender commit `{sha}`. Et nyt commit kræver en ny godkendelse.',
  status: '**Status** ved commit `{head}`.',
  help: '**Kommandoer** står først på en linje i en kommentar. De tæller fra personer med ret til at bruge dem.',
  explained: '**{control}** er forklaret nedenfor.',
  rechecked: '**Tjekket igen** ved commit `{head}`.',
};

export const commandErrorsHead = '**Ikke forstået.** Intet i kommentaren er udført.';
export const commandLine = 'Linje {line}: ';

export const commandHelp: Texts['commandHelp'] = [
  '/tilsyn approve SHA\n    jeg godkender dette commit (mindst 12 tegn)',
  '/tilsyn waive KONTROL --object Kind/namespace/navn --expires 30d --reason "…"\n    søg om dispensation',
  '/tilsyn approve WVR-… SHA\n    giv en dispensation, der er søgt om',
  '/tilsyn deny WVR-… --reason "…"\n    afslå den',
  '/tilsyn revoke WVR-… --reason "…"\n    tilbagekald en dispensation',
  '/tilsyn renew WVR-… --expires 30d --reason "…"\n    søg om et senere udløb',
  '/tilsyn break-glass --ticket INC-1 --reason "…"\n    brug nødproceduren. Intet bliver grønt, og en anden skal følge op',
  '/tilsyn approve EMG-… --reason "…"   eller   deny\n    følg op på en nødprocedure',
  '/tilsyn explain KONTROL\n    hvad en kontrol kræver og hvorfor',
  '/tilsyn status\n    hvad der blokerer, og hvem der kan handle',
  '/tilsyn recheck\n    vurder denne pull request igen',
  '/tilsyn help\n    denne liste',
];

export const commandErrors: Texts['commandErrors'] = {
  'unknown-verb': '`{word}` er ikke en kommando.[? Var `{suggestion}` ment?]',
  'unknown-flag': '`{flag}` er ikke en mulighed i `{verb}`.[? Var `{suggestion}` ment?]',
  'missing-flag': '`{verb}` kræver `{flag}`.',
  'repeated-flag': '`{flag}` er angivet to gange.',
  'missing-argument': '`{argument}` mangler i `{verb}`.',
  'unexpected-argument': '`{word}` var ikke ventet efter `{verb}`.',
  'bad-value': '`{value}` passer ikke til `{flag}`.[? Ventet: `{expected}`.]',
  'unclosed-quote': 'Et anførselstegn i `{verb}` er ikke lukket.',
  'too-many': 'Flere end {limit} kommandoer eller indlejrede blokke i en kommentar læses ikke.',
  'too-long': 'Teksten er længere end {limit} tegn.',
};
