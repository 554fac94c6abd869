// The sentences about the quality of the data and its open issues, in both languages: what each means, and what to do.
import type { Lang } from '../i18n';

interface Kind {
  name: string;
  means: string;
  todo: string;
}

export const QUALITIES = ['official', 'imported', 'estimated', 'schematic', 'illustrative'] as const;
type Grade = (typeof QUALITIES)[number];

const vi = {
  title: 'Chất lượng và vấn đề của dữ liệu',
  intro: 'Số liệu tin được đến đâu, và những chỗ dữ liệu còn mâu thuẫn, thiếu hoặc cần rà soát vào ngày đã chọn. Chương trình chỉ nêu ra; không tự sửa và không từ chối.',
  grades: 'Mức tin cậy của số liệu',
  grade: 'Mức', meaning: 'Nghĩa là', held: 'Đang có', units: (n: string) => `${n} đơn vị`, plans: (n: string) => `${n} quy hoạch`,
  qualities: {
    official: ['Chính thức', 'Lấy từ cơ quan có thẩm quyền, kèm nguồn.'],
    imported: ['Đã nhập', 'Do người quản trị nhập vào, có nguồn nhưng chưa được cơ quan có thẩm quyền xác nhận.'],
    estimated: ['Ước tính', 'Tính gần đúng từ số liệu khác: dùng để biết độ lớn, không dùng để quyết định.'],
    schematic: ['Sơ đồ', 'Ranh giới vẽ phỏng theo, không đo đạc: gần ranh giới, câu trả lời có thể sai.'],
    illustrative: ['Minh họa', 'Đặt ra để trình bày cách chương trình hoạt động; không có thật.'],
  } as Record<Grade, [name: string, meaning: string]>,
  open: (n: string) => `${n} vấn đề đang mở`,
  none: 'Không có vấn đề nào khớp với bộ lọc vào ngày này.',
  all: 'Tất cả',
  kind: 'Loại vấn đề',
  unit: 'Đơn vị',
  everywhere: 'Toàn bộ vùng có dữ liệu',
  other_unit: 'Gõ tên hoặc mã rồi chọn',
  means: 'Nghĩa là', todo: 'Nên làm gì', rule: 'Căn cứ', since: (day: string) => `từ ${day}`,
  about: 'Quy hoạch', where: 'Nơi', more_units: (n: number) => `và ${n} đơn vị nữa`,
  csv: 'Tải CSV', busy: 'Đang lấy…',
  page: 'Trang', range: (from: string, to: string, all: string) => `${from}–${to} trên ${all}`,
  slivers: (n: string) => `${n} cặp quy hoạch chỉ chồng nhau những dải rất hẹp do hai lần vẽ khác nhau; không tính là vấn đề.`,
  kinds: {
    overlap: { name: 'Chồng lấn', means: 'Hai quy hoạch cùng cấp độ đang có hiệu lực trên cùng một chỗ đất.', todo: 'Kiểm tra hai ranh giới, hoặc ghi rõ quy hoạch nào điều chỉnh quy hoạch nào.' },
    outside: { name: 'Ra ngoài địa bàn', means: 'Một phần phạm vi quy hoạch không nằm trong đơn vị hành chính nào.', todo: 'Kiểm tra hệ tọa độ và ranh giới của quy hoạch, rồi nhập lại.' },
    past_horizon: { name: 'Quá năm mục tiêu', means: 'Năm mục tiêu đã qua mà quy hoạch chưa được điều chỉnh; nó vẫn có hiệu lực.', todo: 'Bắt đầu điều chỉnh, hoặc ghi quyết định điều chỉnh nếu đã có.' },
    review_due: { name: 'Đến hạn rà soát', means: 'Đã quá hạn rà soát định kỳ kể từ lần phê duyệt gần nhất.', todo: 'Rà soát quy hoạch; nếu đã rà soát, ghi kết quả và ngày vào dữ liệu.' },
    stage_order: { name: 'Sai trình tự', means: 'Có bước được ghi sớm hơn bước phải đi trước nó.', todo: 'Đối chiếu ngày của các bước với văn bản, sửa ngày ghi nhầm.' },
    consultation_short: { name: 'Lấy ý kiến ngắn', means: 'Thời gian lấy ý kiến ngắn hơn luật quy định.', todo: 'Kiểm tra ngày bắt đầu và kết thúc; nếu đúng, hỏi cơ quan tổ chức lập.' },
    brief_missing: { name: 'Thiếu nhiệm vụ', means: 'Quy hoạch được phê duyệt mà không thấy nhiệm vụ được phê duyệt trước đó.', todo: 'Tìm và nhập quyết định phê duyệt nhiệm vụ.' },
    published_late: { name: 'Công bố muộn', means: 'Công bố sau thời hạn luật định kể từ ngày phê duyệt.', todo: 'Kiểm tra ngày công bố; lần sau công bố đúng hạn.' },
    territory_missing: { name: 'Chưa rõ phạm vi', means: 'Quy hoạch không có ranh giới, cũng không nêu đơn vị hay khu vực nào: không biết nó phủ đất nào.', todo: 'Nhập ranh giới, hoặc các đơn vị, khu vực mà quyết định nêu tên.' },
    unknown_reference: { name: 'Nêu tên nơi chưa có trong dữ liệu', means: 'Quy hoạch nêu đơn vị hoặc khu vực không có trong dữ liệu, nên phần đất đó không được tính.', todo: 'Nạp đơn vị, khu vực ấy, hoặc sửa mã ghi nhầm.' },
    decision_missing: { name: 'Thiếu số quyết định', means: 'Đã phê duyệt mà dữ liệu không có số quyết định, nên không dẫn chiếu được.', todo: 'Tìm và nhập số, ngày của quyết định phê duyệt.' },
    milestone_undated: { name: 'Mốc chưa có ngày', means: 'Một bước không ghi ngày dự kiến, cũng không ghi ngày thực hiện, nên không biết có trễ hay không.', todo: 'Bổ sung ngày theo kế hoạch được phê duyệt.' },
    made_up: { name: 'Quy hoạch minh họa', means: 'Quy hoạch được đặt ra để trình bày chương trình; không có thật.', todo: 'Thay bằng quy hoạch có thật, hoặc dùng dữ liệu không có quy hoạch minh họa.' },
    schematic_boundary: { name: 'Ranh giới sơ đồ', means: 'Ranh giới của xã, phường này là sơ đồ, không đo đạc.', todo: 'Nhập ranh giới hành chính của cơ quan có thẩm quyền.' },
    no_plan: { name: 'Chưa có dữ liệu quy hoạch', means: 'Không có quy hoạch nào của bất kỳ ngày nào ở đơn vị này: có thể chưa có, có thể chưa được cung cấp.', todo: 'Hỏi xã, phường và cung cấp quy hoạch nếu có.' },
  } as Record<string, Kind>,
  severities: { error: 'Lỗi', warning: 'Cần kiểm tra', note: 'Cần biết' } as Record<string, string>,
};

const en: typeof vi = {
  title: 'Quality and issues of the data',
  intro: 'How far the figures can be trusted, and where the data contradicts itself, lacks something or needs a review on the chosen day. The program reports; it neither mends nor refuses.',
  grades: 'How far figures can be trusted',
  grade: 'Grade', meaning: 'Means', held: 'Loaded', units: (n) => `${n} units`, plans: (n) => `${n} plans`,
  qualities: {
    official: ['Official', 'From the competent authority, with its source.'],
    imported: ['Imported', 'Brought in by whoever runs this server, with a source, not confirmed by the authority.'],
    estimated: ['Estimated', 'Computed roughly from other figures: good for its size, not to decide by.'],
    schematic: ['Schematic', 'A boundary drawn after another, not surveyed: near it an answer may be wrong.'],
    illustrative: ['Illustrative', 'Made up to show how the program works; not real.'],
  },
  open: (n) => `${n} open issues`,
  none: 'No issue matches on this day.',
  all: 'All',
  kind: 'Kind of issue',
  unit: 'Unit',
  everywhere: 'Everything that is loaded',
  other_unit: 'Type a name or code and choose',
  means: 'It means', todo: 'What to do', rule: 'Measured by', since: (day) => `since ${day}`,
  about: 'Plans', where: 'Where', more_units: (n) => `and ${n} more units`,
  csv: 'Download CSV', busy: 'Fetching…',
  page: 'Page', range: (from, to, all) => `${from}–${to} of ${all}`,
  slivers: (n) => `${n} pairs of plans share only very narrow strips, because they were drawn apart; these are no issues.`,
  kinds: {
    overlap: { name: 'Overlap', means: 'Two plans of one tier are in force on the same land.', todo: 'Check both boundaries, or record which plan adjusts which.' },
    outside: { name: 'Outside every unit', means: 'A part of the plan’s territory lies in no administrative unit.', todo: 'Check the coordinate system and the boundary of the plan, and import it again.' },
    past_horizon: { name: 'Past its horizon', means: 'The year it plans for has passed and it was not adjusted; it stays in force.', todo: 'Begin the adjustment, or record the decision if there is one.' },
    review_due: { name: 'Review due', means: 'The time to review it, counted from its last approval, is over.', todo: 'Review the plan; if that was done, record its result and day.' },
    stage_order: { name: 'Stages out of order', means: 'A step is recorded before one that must come first.', todo: 'Compare the days of the steps with the documents, and correct those written wrongly.' },
    consultation_short: { name: 'Consultation too short', means: 'The consultation was shorter than the law demands.', todo: 'Check its first and last day; if they are right, ask the body that made the plan.' },
    brief_missing: { name: 'Brief missing', means: 'The plan was approved, and no approved brief is recorded before it.', todo: 'Find the decision that approved the brief, and import it.' },
    published_late: { name: 'Published late', means: 'It was published later after its approval than the law allows.', todo: 'Check the day of publication; publish in time the next time.' },
    territory_missing: { name: 'Without territory', means: 'The plan has no boundary and names no unit or area: which land it covers is not known.', todo: 'Import its boundary, or the units and areas that its decision names.' },
    unknown_reference: { name: 'Names what the data has not', means: 'The plan names units or areas that the data has not, so that land is not counted.', todo: 'Load them, or correct the codes.' },
    decision_missing: { name: 'Decision number missing', means: 'It was approved, and the data has no number of the decision, so nobody can cite it.', todo: 'Find and import number and day of the decision.' },
    milestone_undated: { name: 'Step without a day', means: 'A step has neither a planned day nor one on which it was done: nobody can say whether it is late.', todo: 'Add the day of the approved programme.' },
    made_up: { name: 'Made-up plan', means: 'A plan made up to show the program; not real.', todo: 'Put real plans in its place, or use data without made-up plans.' },
    schematic_boundary: { name: 'Schematic boundary', means: 'The boundary of this commune is schematic, not surveyed.', todo: 'Import the administrative boundary of the authority.' },
    no_plan: { name: 'No plan supplied', means: 'No plan of any day has land in this unit: there may be none, or none was supplied.', todo: 'Ask the commune, and supply its plans if there are any.' },
  },
  severities: { error: 'Error', warning: 'To be checked', note: 'To be known' },
};

export const issuesWords: Record<Lang, typeof vi> = { vi, en };

/** The name of a kind; the server's own where the page has no words for it. */
export const kindName = (kind: string, kindVi: string, lang: Lang): string => issuesWords[lang].kinds[kind]?.name ?? (lang === 'vi' ? kindVi : kind.replaceAll('_', ' '));
