// The sentences of the view of progress: coverage over time and milestones, in both languages.
import type { Lang } from '../i18n';
import type { MilestoneState } from '../progress';

const vi = {
  title: 'Tiến độ',
  intro: 'Độ phủ theo thời gian, và các mốc lập quy hoạch: đã làm, đến hạn, quá hạn.',
  chart: (tier: string, place: string) => `${tier}: độ phủ của ${place} theo thời gian`,
  actual: 'đã phê duyệt', value: 'giá trị', forecast: 'dự báo theo kế hoạch', target: 'chỉ tiêu',
  chart_text: (first: string, from: string, last: string, to: string) => `Từ ${first} ngày ${from} đến ${last} ngày ${to}.`,
  forecast_text: (share: string, on: string) => `Nếu các mốc dự kiến được giữ đúng: ${share} ngày ${on}.`,
  no_forecast: 'Không có mốc phê duyệt nào được dự kiến cho những ngày tới.',
  overdue_plans: (n: number) => `${n} quy hoạch quá hạn phê duyệt không được tính vào dự báo.`,
  boundary_change: 'ranh giới thay đổi',
  as_table: 'Xem số liệu',
  milestones: 'Các mốc lập quy hoạch',
  states: { overdue: 'Quá hạn', due: 'Đến hạn trong 30 ngày', upcoming: 'Sắp tới', done: 'Đã làm' } as Record<MilestoneState, string>,
  none: 'Không có mốc nào.',
  list: 'Danh sách', timeline: 'Trục thời gian',
  stage: 'Bước', planned: 'Kế hoạch', done_on: 'Thực hiện', late: 'Chậm', body: 'Cơ quan chịu trách nhiệm', source: 'Nguồn', plan: 'Quy hoạch', state: 'Tình trạng',
  days: (n: string) => `${n} ngày`,
  in_time: 'đúng hạn',
  today: 'ngày đang xem',
  shown: (shown: number, all: number) => `Hiện ${shown} trên ${all} mốc.`,
  more: 'Hiện thêm',
  over_time: 'Theo thời gian',
  over_time_show: 'Vẽ theo thời gian',
  asked_on: 'Tính vào cuối mỗi năm và ngày đang xem, trên đối tượng khi đặt chỉ tiêu.',
};

const en: typeof vi = {
  title: 'Progress',
  intro: 'Coverage over time, and the milestones of plans being made: done, due, overdue.',
  chart: (tier, place) => `${tier}: coverage of ${place} over time`,
  actual: 'approved', value: 'value', forecast: 'forecast by plan', target: 'target',
  chart_text: (first, from, last, to) => `From ${first} on ${from} to ${last} on ${to}.`,
  forecast_text: (share, on) => `If the planned milestones are kept: ${share} on ${on}.`,
  no_forecast: 'No approval is planned for the days to come.',
  overdue_plans: (n) => `${n} ${n === 1 ? 'plan whose approval is overdue is' : 'plans whose approval is overdue are'} no part of the forecast.`,
  boundary_change: 'boundaries change',
  as_table: 'Show the figures',
  milestones: 'Milestones of plans',
  states: { overdue: 'Overdue', due: 'Due within 30 days', upcoming: 'Upcoming', done: 'Done' },
  none: 'There is no milestone.',
  list: 'List', timeline: 'Timeline',
  stage: 'Stage', planned: 'Planned', done_on: 'Done on', late: 'Late', body: 'Responsible', source: 'Source', plan: 'Plan', state: 'State',
  days: (n) => `${n} days`,
  in_time: 'in time',
  today: 'day shown',
  shown: (shown, all) => `${shown} of ${all} milestones.`,
  more: 'Show more',
  over_time: 'Over time',
  over_time_show: 'Draw over time',
  asked_on: 'Asked at the end of each year and on the day shown, on the subjects the target was set for.',
};

export const progressWords: Record<Lang, typeof vi> = { vi, en };
