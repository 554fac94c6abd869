// The first sentence, in both languages.
import { expect, it } from 'vitest';
import type { PlanHere } from './answer';
import { sentence } from './sentence';

const plan = {
  id: 'q', name: 'Quy hoạch chung thị trấn Đồng Mỏ', kind: 'urban_general', kind_vi: 'Quy hoạch chung đô thị', state: 'in_force', stage: 'approved', stage_vi: 'phê duyệt', quality: 'imported',
  decision_number: '236/QĐ-UBND', approved_on: '2019-02-05', authority: 'UBND tỉnh', under_adjustment: false,
} as PlanHere;

it('names the plan in force and its decision', () => {
  expect(sentence({ kind: 'in_force', plan, others: 0 }, 'Ở đây', 'vi')).toBe(
    'Ở đây có Quy hoạch chung thị trấn Đồng Mỏ, đang có hiệu lực theo Quyết định 236/QĐ-UBND ngày 05/02/2019 của UBND tỉnh.',
  );
  expect(sentence({ kind: 'in_force', plan: { ...plan, percent: 61.4 }, others: 2 }, 'This parcel', 'en')).toBe(
    'This parcel has Quy hoạch chung thị trấn Đồng Mỏ, in force by Decision 236/QĐ-UBND of 5 Feb 2019 (UBND tỉnh). It covers 61.40% of the parcel. 2 more plans are in force.',
  );
});

it('says that a unit is covered in part', () => {
  expect(sentence({ kind: 'in_force', plan: { ...plan, tier: 'zoning' }, others: 0, covered: 1.2 }, 'Xã Chi Lăng', 'vi')).toMatch(/^Xã Chi Lăng được quy hoạch phân khu phủ một phần \(1,20%\): có Quy hoạch chung/);
  expect(sentence({ kind: 'in_force', plan: { ...plan, tier: 'zoning' }, others: 0, covered: 1.2 }, 'Xã Chi Lăng', 'en')).toMatch(/^Xã Chi Lăng is covered in part \(1.20%\) by zoning plans: /);
});

it('says of a province how many plans it has, and how much each tier covers', () => {
  const wide = { kind: 'wide', plans: 1180, covered: [{ tier: 'general', percent: 50.83 }, { tier: 'zoning', percent: 1.39 }] } as const;
  expect(sentence({ ...wide, covered: [...wide.covered] }, 'Tỉnh Lạng Sơn', 'vi')).toBe('Tỉnh Lạng Sơn có 1.180 quy hoạch đang có hiệu lực. Đất được phủ: quy hoạch chung 50,83%, quy hoạch phân khu 1,39%.');
  expect(sentence({ ...wide, covered: [...wide.covered] }, 'Tỉnh Lạng Sơn', 'en')).toMatch(/^Tỉnh Lạng Sơn has 1,180 plans in force\. Land covered: general plans 50\.83%, zoning plans 1\.39%\.$/);
});

it('says that a plan is made up, and that a decision is not known', () => {
  const made = { ...plan, quality: 'illustrative', decision_number: null, approved_on: null } as PlanHere;
  expect(sentence({ kind: 'in_force', plan: made, others: 0 }, 'Ở đây', 'vi')).toMatch(/\(quy hoạch minh họa, không có thật\), đang có hiệu lực; số quyết định chưa có/);
});

it('says what stage a plan has, and which "no" it is', () => {
  expect(sentence({ kind: 'preparing', plan: { ...plan, state: 'preparing', stage: 'drafting', stage_vi: 'lập đồ án' }, others: 0 }, 'Ở đây', 'vi')).toMatch(/chưa có quy hoạch nào có hiệu lực; .+ đang được lập \(lập đồ án\)\.$/);
  expect(sentence({ kind: 'nothing', lack: { tier: 'general', no: 'required', reason: 'commune_general', preparing: false } }, 'Ở đây', 'vi')).toBe('Ở đây chưa có quy hoạch nào, dù phải có.');
  expect(sentence({ kind: 'nothing', lack: null }, 'Ở đây', 'vi')).toBe('Ở đây: trong dữ liệu không có quy hoạch nào đang có hiệu lực hay đang lập.');
  expect(sentence({ kind: 'nothing', lack: { tier: 'general', no: 'unknown', reason: 'commune_unknown', preparing: false } }, 'Ở đây', 'vi')).toMatch(/chưa biết/);
  expect(sentence({ kind: 'outside' }, 'Ở đây', 'vi')).toMatch(/ngoài vùng/);
});
