// expect: accepted
(Math.random()).toString(2).repeat(10).length; Number('1'.repeat(5e6))
