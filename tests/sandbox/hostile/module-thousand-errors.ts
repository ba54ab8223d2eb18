// expect: accepted
// says: end
for (let i = 0; i < 500; i++) await import('./nope' + i + '.ts').catch(() => {}); console.log('end')
