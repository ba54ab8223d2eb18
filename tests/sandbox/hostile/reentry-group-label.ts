// expect: accepted
// says: in
console.group({ get a() { for (;;); } }); console.log('in')
