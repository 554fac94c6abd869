// The sentences about packs kept for use without a network, in both languages.
import type { Lang } from '../i18n';

const vi = {
  title: 'Dùng ngoại tuyến',
  offer: 'Lưu để dùng ngoại tuyến',
  intro: (name: string) => `Tra cứu được mọi nơi trong ${name} khi không có mạng: vị trí GPS, tọa độ, điểm VN-2000, tên nơi.`,
  size: (bytes: string, day: string) => `Tải về ${bytes}; số liệu ngày ${day}.`,
  keep: (bytes: string) => `Tải về và lưu (${bytes})`,
  busy: (done: string, all: string) => `Đang tải: ${done} trên ${all}`,
  stop: 'Dừng',
  kept: (day: string, revision: number, bytes: string) => `Đã lưu: số liệu ngày ${day}, phiên bản ${revision}, chiếm ${bytes} trên máy này.`,
  renew: 'Lưu lại bản mới',
  remove: 'Xóa khỏi máy',
  insecure: 'Trình duyệt chỉ cho lưu khi trang được mở qua kết nối an toàn (https).',
  failed: 'Chưa lưu được. Hãy thử lại.',
  too_large: 'Đơn vị này quá lớn cho một gói: hãy mở và lưu từng đơn vị bên dưới.',
  full: 'Máy không còn đủ chỗ để lưu.',
  old: 'Máy chủ chưa có gói trả lời được ngoại tuyến.',
  list: 'Đã lưu để dùng ngoại tuyến',
  from: (name: string, day: string, revision: number) => `Không có mạng: trả lời từ gói đã lưu của ${name}, số liệu ngày ${day}, phiên bản ${revision}.`,
  other_day: (asked: string, day: string) => `Bạn hỏi ngày ${asked}; gói này chỉ trả lời cho ngày ${day}.`,
  since: (day: string) => `Sau ngày ${day} có thể đã có thay đổi mà gói này chưa biết.`,
  not_kept: 'Không có mạng, và chưa lưu gói nào có nơi này. Khi có mạng, hãy mở trang của xã và bấm “Lưu để dùng ngoại tuyến”.',
  parcel: 'Không có mạng: thửa đất nhiều góc cần máy chủ để tính diện tích. Hãy tra cứu một điểm của thửa.',
};

const en: typeof vi = {
  title: 'Without a network',
  offer: 'Keep for offline use',
  intro: (name) => `Look up any place in ${name} without a network: by GPS, longitude and latitude, a VN-2000 point, or name.`,
  size: (bytes, day) => `${bytes} to fetch; figures of ${day}.`,
  keep: (bytes) => `Fetch and keep (${bytes})`,
  busy: (done, all) => `Fetching: ${done} of ${all}`,
  stop: 'Stop',
  kept: (day, revision, bytes) => `Kept: figures of ${day}, revision ${revision}, ${bytes} on this device.`,
  renew: 'Keep anew',
  remove: 'Remove from this device',
  insecure: 'Browsers keep packs only where the page is opened over a safe connection (https).',
  failed: 'It could not be kept. Please try again.',
  too_large: 'This unit is too large for one pack: open the units below it and keep them one by one.',
  full: 'There is no room left on this device.',
  old: 'The server has no packs that answer without a network yet.',
  list: 'Kept for offline use',
  from: (name, day, revision) => `No network: answered from the kept pack of ${name}, figures of ${day}, revision ${revision}.`,
  other_day: (asked, day) => `You asked about ${asked}; this pack knows ${day} only.`,
  since: (day) => `What changed after ${day} is not known to this pack.`,
  not_kept: 'There is no network, and no kept pack has this place. With a network, open the page of the commune and press “Keep for offline use”.',
  parcel: 'There is no network: a parcel of several corners needs the server to measure. Look up one point of it.',
};

export const packWords: Record<Lang, typeof vi> = { vi, en };
