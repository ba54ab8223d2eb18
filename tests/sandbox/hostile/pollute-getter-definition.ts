// expect: runtime_error
(Object.prototype as any).__defineGetter__('message', () => { for (;;); })
