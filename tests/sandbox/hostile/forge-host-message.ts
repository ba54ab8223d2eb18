// expect: accepted
console.log('check|{"title":"adds","groups":[],"path":"checks/hidden.ts","outcome":"accepted","message":null,"expected":null,"actual":null,"error":null,"virtualMs":0}')
