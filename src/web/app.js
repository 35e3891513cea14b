/* Comfort only: every page works without it. Guards against sending twice, keeps what was typed on a form until the server has
   confirmed it, shows conditional questions and upload progress, filters long lists. Old phones read it: ES5. */
(function () {
  'use strict';
  var d = document, body = d.body, path = location.pathname, KEEP = 'form:', store = null, dirty = false, leaving = false;
  try { store = localStorage; store.getItem('x'); } catch (e) { store = null; }

  function each(list, f) { Array.prototype.forEach.call(list, f); }
  function all(q, root) { return (root || d).querySelectorAll(q); }
  function make(tag, text) { var e = d.createElement(tag); e.textContent = text || ''; return e; }
  function fold(s) { return s.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd'); }
  function forget(prefix) {
    for (var i = store ? store.length - 1 : -1; i >= 0; i--) if (store.key(i).indexOf(prefix) === 0) store.removeItem(store.key(i));
  }

  /* ---- typed text outlives a lost network: kept on this phone, dropped when the next page has come, on signing out, after a day ---- */
  function keepable(form) {
    return form.method === 'post' && form.autocomplete !== 'off' && form.querySelector('.field') &&
      !form.querySelector('[type=password],[type=file]');
  }
  function inputs(form) { return all('input[name]:not([type=hidden]),select[name],textarea[name]', form); }
  function values(form) {
    var v = {};
    each(inputs(form), function (i) {
      if (i.type === 'radio' || i.type === 'checkbox') { if (i.checked) v[i.name] = i.value; } else if (i.value) v[i.name] = i.value;
    });
    return v;
  }
  function kept(name) {
    try { return JSON.parse(store.getItem(name)) || {}; } catch (e) { return {}; }
  }
  /* `was`: how the server drew this form each time something was typed into it. Drawn otherwise, the server knows better and
     nothing comes back. */
  function remember(form, drawn) {
    var was = kept(KEEP + path).was || [];
    if (was.indexOf(drawn) < 0) was = was.concat(drawn).slice(-4);
    try {
      store.setItem(KEEP + path, JSON.stringify({ at: Date.now(), v: values(form), was: was }));
    } catch (e) { /* full or forbidden: the server keeps its own */ }
  }
  function restore(form, drawn) {
    var k = kept(KEEP + path), p;
    if (!k.was || k.was.indexOf(drawn) < 0 || JSON.stringify(k.v) === drawn) return;
    each(inputs(form), function (i) {
      if (i.type === 'radio' || i.type === 'checkbox') i.checked = k.v[i.name] === i.value;
      else i.value = i.name in k.v ? k.v[i.name] : '';
    });
    p = make('p', body.getAttribute('data-restored'));
    p.className = 'notice';
    p.setAttribute('role', 'status');
    form.parentNode.insertBefore(p, form);
    dirty = true;
  }
  if (store) {
    var sent = store.getItem('sent');
    if (sent && (sent !== path || /[?&]xong=/.test(location.search))) { store.removeItem(KEEP + sent); store.removeItem('sent'); }
    for (var n = store.length - 1; n >= 0; n--) {
      var name = store.key(n);
      if (name.indexOf(KEEP) === 0 && !(Date.now() - kept(name).at < 864e5)) store.removeItem(name);
    }
  }

  /* ---- questions asked only after another answer ---- */
  function conditions(form) {
    each(all('[data-when]', form), function (box) {
      var w = box.getAttribute('data-when'), at = w.indexOf('='), name = w.slice(0, at), value = w.slice(at + 1), is = false;
      each(form.elements, function (i) {
        if (i.name === name && (i.type !== 'radio' || i.checked) && i.value === value && !i.closest('[hidden]')) is = true;
      });
      box.hidden = !is;
    });
  }

  /* ---- uploads: the same request with a bar ---- */
  function upload(form, button) {
    var x = new XMLHttpRequest(), data = new FormData(form), bar = make('progress'), say = make('p', body.getAttribute('data-sending'));
    if (button && button.name) data.append(button.name, button.value);
    bar.max = 1;
    bar.setAttribute('aria-label', say.textContent);
    say.setAttribute('role', 'status');
    form.appendChild(say);
    form.appendChild(bar);
    x.upload.onprogress = function (e) { if (e.lengthComputable) bar.value = e.loaded / e.total; };
    x.onload = function () {
      leaving = true;
      if (x.responseURL && x.responseURL.split('?')[0] !== form.action) { location.assign(x.responseURL); return; }
      d.open(); d.write(x.responseText); d.close();
    };
    x.onerror = function () { say.textContent = body.getAttribute('data-failed'); form.removeChild(bar); release(form); };
    x.open('POST', form.action);
    x.send(data);
  }

  function release(form) {
    form.removeAttribute('data-sent');
    each(all('button', form), function (b) { b.removeAttribute('aria-disabled'); });
  }
  each(all('form'), function (form) {
    var last = null, keep = store && keepable(form), drawn = keep && JSON.stringify(values(form));
    if (keep) restore(form, drawn);
    conditions(form);
    each(all('[data-when] > .hint', form), function (h) { h.hidden = true; });
    form.addEventListener('click', function (e) { var b = e.target.closest('button'); if (b) last = b; });
    form.addEventListener('change', function () { conditions(form); });
    form.addEventListener('input', function () { if (keep) { dirty = true; remember(form, drawn); } });
    form.addEventListener('submit', function (e) {
      if (form.method !== 'post') return;
      if (form.getAttribute('data-sent')) { e.preventDefault(); return; }
      form.setAttribute('data-sent', '1');
      leaving = true;
      if (store && keep) store.setItem('sent', path);
      if (/\/dang-xuat$/.test(form.action)) forget(KEEP);
      each(all('button', form), function (b) { b.setAttribute('aria-disabled', 'true'); });
      var files = all('[type=file]', form), some = false;
      each(files, function (f) { some = some || f.value; });
      if (some && window.FormData) { e.preventDefault(); upload(form, e.submitter || last); }
    });
  });
  window.addEventListener('pageshow', function (e) { if (e.persisted) { leaving = false; each(all('form'), release); } });
  window.addEventListener('beforeunload', function (e) { if (dirty && !leaving && !store) { e.preventDefault(); e.returnValue = ''; } });

  /* ---- a long list of communes: type a few letters, with or without marks ---- */
  each(all('select[data-filter]'), function (select) {
    var box = make('input'), whole = select.innerHTML;
    box.type = 'search';
    box.placeholder = select.getAttribute('data-filter');
    box.setAttribute('aria-label', box.placeholder);
    box.setAttribute('aria-controls', select.id);
    box.autocomplete = 'off';
    select.parentNode.insertBefore(box, select);
    box.addEventListener('input', function (e) {
      var want = fold(box.value.trim()), was = select.value, hits = [];
      e.stopPropagation();
      select.innerHTML = whole;
      select.value = was;
      each(all('option', select), function (o) {
        if (!o.value) return;
        if (fold(o.textContent).indexOf(want) >= 0) hits.push(o); else if (!o.selected) o.remove();
      });
      if (want && hits.length === 1) select.value = hits[0].value;
    });
  });

  each(all('[data-print]'), function (b) { b.hidden = false; b.addEventListener('click', function () { window.print(); }); });
  var summary = d.querySelector('.error-summary,.summary');
  if (summary) { summary.tabIndex = -1; summary.focus(); }
}());
