// expect: accepted
// says: true
const f = new Function('x'.repeat(0) + '/*' + 'y'.repeat(5e6) + '*/'); console.log(String(f).length > 5e6)
