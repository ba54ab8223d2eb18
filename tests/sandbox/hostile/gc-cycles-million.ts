// expect: accepted
for (let i = 0; i < 2e5; i++) { const a: any = {}; a.a = a; } console.log('end')
