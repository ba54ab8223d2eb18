// expect: runtime_error
const t: any = new Uint8Array(2); Object.setPrototypeOf(t, { constructor: function () { for (;;); } }); structuredClone(t)
