// expect: runtime_error
for (let i = 0; i < 300; i++) new RegExp('[\\p{L}\\p{N}\\p{S}--\\p{Lu}]', 'v').test('x')
