// expect: accepted
// says: still
console.log = () => { for (;;); }; setTimeout(() => console.info('still'), 1)
