// The first sentence of an answer, in the reader's language.
import { day, integer, percent } from '../format';
import { dictionaries, word, type Lang } from '../i18n';
import { lookupWords } from '../i18n/lookup';
import type { PlanHere, Verdict } from './answer';

/** A plan's name goes into the sentence as it is; where the record has none, its kind. */
const named = (plan: PlanHere, lang: Lang): string => plan.name || word(dictionaries[lang].kinds, plan.kind, plan.kind_vi);

export function sentence(verdict: Verdict, place: string, lang: Lang): string {
  const t = lookupWords[lang];
  switch (verdict.kind) {
    case 'outside':
      return t.outside;
    case 'nothing':
      return t.nothing[verdict.lack?.no ?? 'no_claim'](place);
    case 'wide':
      return t.wide(place, integer(verdict.plans, lang), verdict.covered.map(({ tier, percent: share }) => `${dictionaries[lang].tiers_long[tier].toLowerCase()} ${percent(share, lang)}`));
    case 'preparing': {
      const { plan } = verdict;
      const stage = plan.stage ? word(dictionaries[lang].stages, plan.stage, plan.stage_vi) : '';
      return t.preparing(place, `${named(plan, lang)}${plan.quality === 'illustrative' ? t.made_up : ''}`, stage);
    }
    case 'in_force': {
      const { plan, others, covered } = verdict;
      const decision = t.by_decision(plan.decision_number, plan.approved_on ? day(plan.approved_on, lang) : null, plan.authority);
      const share = plan.percent !== undefined && plan.percent < 99.995 ? t.on_share(percent(plan.percent, lang)) : '';
      const made = plan.quality === 'illustrative' ? t.made_up : '';
      const name = `${named(plan, lang)}${made}`;
      const first = covered !== undefined && plan.tier !== null ? t.in_force_partly(place, percent(covered, lang), dictionaries[lang].tiers_long[plan.tier], name, decision) : t.in_force(place, name, decision);
      return `${first}${share}${plan.under_adjustment ? t.adjusting : ''}${others > 0 ? t.others(others) : ''}`;
    }
  }
}
