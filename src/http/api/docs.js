// The operations of openapi.json, or of the description that `main` names, each with a form that asks it, an example and its members; in Vietnamese and English.
'use strict';

const WORDS = {
  vi: {
    other: 'English', find: 'Tìm', ask: 'Gửi', example: 'Điền ví dụ', body: 'Nội dung gửi', members: 'Các trường của câu trả lời', shown: 'Ví dụ câu trả lời',
    asking: 'Đang hỏi…', failed: 'Không kết nối được máy chủ', any: '(không chọn)', errors: 'Lỗi', required: 'bắt buộc',
    about: 'Đất nào có quy hoạch nào, vào ngày nào. Ai cũng đọc được, không cần khóa. Tọa độ là kinh độ, vĩ độ (WGS 84); ngày viết YYYY-MM-DD; diện tích tính bằng km². Lỗi là application/problem+json. Trường mới có thể được thêm bất cứ lúc nào; không gì bị bỏ trước khi được báo trước mười hai tháng.',
  },
  en: {
    other: 'Tiếng Việt', find: 'Find', ask: 'Send', example: 'Fill in the example', body: 'Body', members: 'Members of the answer', shown: 'Example answer',
    asking: 'Asking…', failed: 'The server cannot be reached', any: '(any)', errors: 'Errors', required: 'required', about: null,
  },
};
let language = new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'vi';
let api = null;
const description = document.querySelector('main').dataset.description ?? 'openapi.json';

function element(name, properties = {}, children = []) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

/** A parameter or an answer, its reference followed. */
function shared(part) {
  const [kind, name] = part.$ref?.split('/').slice(-2) ?? [];
  return kind ? api.components[kind][name] : part;
}

/** What a schema stands for: references followed, null left out. */
function resolve(schema) {
  if (schema?.$ref) return resolve(api.components.schemas[schema.$ref.split('/').pop()]);
  const kinds = schema?.oneOf?.filter((kind) => kind.type !== 'null');
  return kinds?.length === 1 ? { ...resolve(kinds[0]), description: schema.description ?? resolve(kinds[0]).description } : schema ?? {};
}

function typeOf(schema) {
  const found = resolve(schema);
  if (found.enum) return found.enum.join(' | ');
  if (found.type === 'array') return `${typeOf(found.items)}[]`;
  const types = [found.type ?? (found.properties || found.allOf ? 'object' : 'any')].flat();
  return types.join(' | ');
}

/** Members with those of what is joined to it. */
function members(schema) {
  const found = resolve(schema);
  return [...(found.allOf ?? []).flatMap(members), ...Object.entries(found.properties ?? {})];
}

function address(path, form, parameters) {
  let filled = path;
  const query = new URLSearchParams();
  for (const { name, in: place } of parameters) {
    const value = form.get(name) ?? '';
    if (place === 'path') filled = filled.replace(`{${name}}`, encodeURIComponent(value));
    else if (value !== '') query.set(name, value);
  }
  const text = query.toString();
  const server = new URL(api.servers?.[0]?.url ?? '..', document.baseURI).href.replace(/\/$/, '');
  return `${server}${filled}${text ? `?${text}` : ''}`;
}

function field(parameter) {
  const words = WORDS[language];
  const schema = resolve(parameter.schema);
  const required = parameter.required === true;
  let input;
  if (schema.enum || schema.type === 'boolean') {
    const values = schema.enum ?? ['true', 'false'];
    const options = values.map((value) => element('option', { value, textContent: value }));
    input = element('select', {}, required ? options : [element('option', { value: '', textContent: words.any }), ...options]);
  } else {
    input = element('input', { type: schema.format === 'date' ? 'date' : 'text', placeholder: parameter.example ?? '' });
  }
  Object.assign(input, { name: parameter.name, required });
  return element('label', {}, [
    element('code', { textContent: parameter.name }), input,
    element('small', { textContent: `${required ? `${words.required} · ` : ''}${parameter.description ?? ''}` }),
  ]);
}

async function show(output, url, request) {
  const words = WORDS[language];
  output.replaceChildren(element('p', { className: 'status', textContent: words.asking }));
  try {
    const started = performance.now();
    const response = await fetch(url, request);
    const blob = await response.blob();
    const told = `${request.method} ${url} · ${response.status} · ${blob.size} B · ${Math.round(performance.now() - started)} ms · ETag ${response.headers.get('etag') ?? '–'}`;
    const shown = [element('p', { className: 'status', textContent: told })];
    if (blob.type.startsWith('image/')) shown.push(element('img', { src: URL.createObjectURL(blob), alt: '' }));
    else {
      let text = await blob.text();
      try { text = JSON.stringify(JSON.parse(text), null, 2); } catch { /* not JSON: shown as it is */ }
      shown.push(element('pre', { textContent: text.length > 200000 ? `${text.slice(0, 200000)}\n…` : text, tabIndex: 0 }));
    }
    output.replaceChildren(...shown);
  } catch {
    output.replaceChildren(element('p', { className: 'status', textContent: words.failed }));
  }
}

/** The example's values into the form. */
function fill(form, example, path) {
  const url = new URL(example.summary ?? '/', location.origin);
  const names = path.split('/');
  url.pathname.split('/').forEach((part, place) => {
    const name = names[place]?.match(/^\{(.+)\}$/)?.[1];
    if (name && form.elements[name]) form.elements[name].value = decodeURIComponent(part);
  });
  for (const input of form.elements) if (url.searchParams.has(input.name)) input.value = url.searchParams.get(input.name);
}

function table(rows) {
  const cell = (name, text) => element(name, { textContent: text });
  return element('table', {}, [element('tbody', {}, rows.map((row) => element('tr', {}, [
    element('th', { scope: 'row' }, [element('code', { textContent: row[0] })]), ...row.slice(1).map((text) => cell('td', text)),
  ])))]);
}

function more(title, content) {
  return element('details', {}, [element('summary', { textContent: title }), content]);
}

function operation(method, path, described) {
  const { requestBody } = described;
  const parameters = (described.parameters ?? []).map(shared);
  const responses = Object.fromEntries(Object.entries(described.responses ?? {}).map(([status, answer]) => [status, shared(answer)]));
  const words = WORDS[language];
  const [content] = Object.values(responses['200']?.content ?? {});
  const example = content?.examples?.trial;
  const posted = Object.entries(requestBody?.content ?? {})[0];
  const sample = posted?.[1].examples?.trial?.value;
  const text = posted && element('textarea', { name: '$body', rows: 8, value: sample ? JSON.stringify(sample) : '', spellcheck: false });
  const output = element('div', { className: 'answer', ariaLive: 'polite' });
  const filler = element('button', { type: 'button', textContent: words.example, hidden: !example });
  const form = element('form', {}, [
    ...parameters.map(field),
    ...(text ? [element('label', { className: 'body' }, [element('span', { textContent: words.body }), text, element('small', { textContent: requestBody.description ?? '' })])] : []),
    element('div', { className: 'actions' }, [element('button', { textContent: words.ask }), filler]),
  ]);
  filler.addEventListener('click', () => fill(form, example, path));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const request = { method, ...(text ? { body: text.value, headers: { 'content-type': posted[0] } } : {}) };
    void show(output, address(path, new FormData(form), parameters), request);
  });
  const rows = members(content?.schema).map(([name, schema]) => [name, typeOf(schema), resolve(schema).description ?? schema.description ?? '']);
  const errors = Object.entries(responses).filter(([status]) => status >= '300').map(([status, { description }]) => [status, description]);
  const summary = (language === 'vi' && described['x-summary-vi']) || described.summary;
  return element('details', { className: 'operation' }, [
    element('summary', {}, [element('span', { className: 'method', textContent: method }), element('code', { textContent: path }), ` ${summary ?? ''}`]),
    ...(language === 'en' && described.description ? [element('p', { textContent: described.description })] : []),
    form, output,
    ...(rows.length ? [more(words.members, table(rows))] : []),
    ...(example ? [more(words.shown, element('pre', { textContent: JSON.stringify(example.value, null, 2), tabIndex: 0 }))] : []),
    more(words.errors, table(errors)),
  ]);
}

function groups() {
  const all = Object.entries(api.paths).flatMap(([path, item]) => Object.entries(item).map(([method, described]) => [method.toUpperCase(), path, described]));
  const tags = [...new Set([...(api.tags ?? []).map(({ name }) => name), ...all.map(([, , { tags: [first] }]) => first)])];
  return tags.map((tag) => {
    const told = api.tags?.find(({ name }) => name === tag)?.description;
    const listed = all.filter(([, , { tags: [first] }]) => first === tag).map((one) => operation(...one));
    return element('section', {}, [element('h2', {}, [tag, element('small', { textContent: language === 'en' && told ? ` · ${told}` : '' })]), ...listed]);
  });
}

function find() {
  const sought = document.getElementById('find').value.trim().toLowerCase();
  for (const section of document.querySelectorAll('#operations > section')) {
    const listed = [...section.querySelectorAll(':scope > details')];
    for (const one of listed) one.hidden = !one.querySelector('summary').textContent.toLowerCase().includes(sought);
    section.hidden = listed.every((one) => one.hidden);
  }
}

function draw() {
  const words = WORDS[language];
  document.documentElement.lang = language;
  Object.assign(document.getElementById('language'), { textContent: words.other, lang: language === 'vi' ? 'en' : 'vi' });
  document.getElementById('find-label').textContent = words.find;
  const own = description === 'openapi.json';
  document.getElementById('about').textContent = (own && words.about) || api.info.description.replaceAll('**', '').replaceAll('`', '');
  document.getElementById('operations').replaceChildren(...groups());
  find();
}

document.getElementById('language').addEventListener('click', () => {
  language = language === 'vi' ? 'en' : 'vi';
  const url = new URL(location.href);
  url.searchParams.set('lang', language);
  history.replaceState(null, '', url);
  if (api) draw();
});
document.getElementById('find').addEventListener('input', find);
fetch(description).then((response) => response.json()).then((document_) => {
  api = document_;
  draw();
}).catch(() => {
  document.getElementById('about').textContent = WORDS[language].failed;
});
