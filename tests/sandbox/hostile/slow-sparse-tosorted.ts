// expect: runtime_error
const a=[];a.length=2**31;a.toSorted()
