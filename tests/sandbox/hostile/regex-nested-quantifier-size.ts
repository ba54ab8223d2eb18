// expect: accepted
try{new RegExp('((a{1,1000}){1,1000}){1,1000}').test('aaa')}catch(e){console.log(e.message)}
