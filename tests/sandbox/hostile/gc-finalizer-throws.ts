// expect: accepted
const r = new FinalizationRegistry(() => { throw new Error('from the dead'); }); r.register({}, 1); await null; console.log('end')
