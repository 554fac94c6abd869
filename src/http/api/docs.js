// Lists the operations of a description, each with a form that asks it: of openapi.json, or of the one that `main` names.
'use strict';

function element(name, properties = {}, children = []) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

let known = {};
let server = new URL('..', document.baseURI).href.replace(/\/$/, '');

function resolved(parameter) {
  return parameter.$ref ? known[parameter.$ref.split('/').pop()] : parameter;
}

function address(path, values, parameters) {
  let filled = path;
  const query = new URLSearchParams();
  for (const { name, in: place } of parameters) {
    const value = values.get(name);
    if (place === 'path') filled = filled.replace(`{${name}}`, encodeURIComponent(value));
    else if (value !== '') query.set(name, value);
  }
  const text = query.toString();
  return `${server}${filled}${text ? `?${text}` : ''}`;
}

function field(parameter) {
  const input = element('input', { name: parameter.name, placeholder: parameter.example ?? '', required: parameter.required === true });
  return element('label', {}, [
    element('code', { textContent: parameter.name + (parameter.required ? ' *' : '') }), input,
    element('small', { textContent: parameter.description ?? '' }),
  ]);
}

function operation(path, { summary = '', description = '', parameters: given = [] }) {
  const parameters = given.map(resolved);
  const output = element('pre', { hidden: true });
  const form = element('form', {}, [...parameters.map(field), element('button', { textContent: 'GET' })]);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const url = address(path, new FormData(form), parameters);
    output.hidden = false;
    output.textContent = `GET ${url}\n…`;
    try {
      const response = await fetch(url);
      const text = await response.text();
      let shown = text;
      try { shown = JSON.stringify(JSON.parse(text), null, 2); } catch { /* not JSON: shown as it is */ }
      output.textContent = `GET ${url}\n${response.status} · ETag ${response.headers.get('etag') ?? '-'}\n\n${shown}`;
    } catch (cause) {
      output.textContent = `GET ${url}\n${cause}`;
    }
  });
  return element('details', {}, [
    element('summary', {}, [element('code', { textContent: `GET ${path}` }), ` ${summary}`]),
    element('p', { textContent: description }), form, output,
  ]);
}

fetch(document.querySelector('main').dataset.description ?? 'openapi.json').then((response) => response.json()).then((api) => {
  document.getElementById('about').textContent = `${api.info.description} Version ${api.info.version}, revision-tagged answers, any origin may read.`;
  known = api.components?.parameters ?? {};
  server = api.servers?.[0]?.url?.startsWith('http') ? api.servers[0].url : server;
  const list = document.getElementById('operations');
  for (const [path, item] of Object.entries(api.paths)) if (item.get) list.append(operation(path, item.get));
});
