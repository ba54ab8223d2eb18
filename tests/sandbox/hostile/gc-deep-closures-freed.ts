// expect: accepted
// says: end
let f: any = () => 1; for (let i = 0; i < 1e5; i++) { const g = f; f = () => g; } f = null; console.log('end')
