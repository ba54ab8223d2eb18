// expect: runtime_error
new RegExp(Array.from({ length: 5e3 }, (_, i) => '(?<g' + i + '>a)?').join(''))
