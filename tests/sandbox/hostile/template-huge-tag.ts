// expect: runtime_error
const tag = (s: TemplateStringsArray, ...v: any[]) => tag`${s}${v}`; tag`x`
