import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { compile } from './compile.ts';
import { CompileError } from './diag/index.ts';
import { probeIndex } from './providers/index.ts';
import { BtfTypes } from './types/index.ts';
import { kernelBackend } from './kernel/index.ts';
const btf = new BtfTypes(readFileSync('/sys/kernel/btf/vmlinux'));
const root='/tmp/ext/dtu/test/unittest';
const folders=process.argv.slice(2);
const out=new Map<string,string[]>(); let ok=0,n=0;
const note=(k:string,f:string)=>{const l=out.get(k)??[];l.push(f);out.set(k,l);};
for(const folder of folders) for(const f of (existsSync(`${root}/${folder}`)?readdirSync(`${root}/${folder}`):[])) { if(!/^tst\..*\.d$/.test(f)) continue;
  const path=`${root}/${folder}/${f}`; const text=readFileSync(path,'latin1'); if(/@@xfail|@@skip/.test(text)) continue; n++;
  try {
    const m=/@@(?:runtest|dtrace)-opts: *([^\n]*?)(\*\/|$)/m.exec(text); const opts=m?.[1]??'';
    const settings=[{name:'dialect',value:'oracle'},...[...opts.matchAll(/-x *([\w]+)(?:=(\S+))?/g)].map(x=>({name:x[1]!,...(x[2]?{value:x[2]}:{})})),...(/-C/.test(opts)?[{name:'cpp'}]:[]),{name:'zdefs'}];
    const args=opts.split(/\s+/).filter((w,i,a)=>w&&!w.startsWith('-')&&!/^-[xbDI]$/.test(a[i-1]??''));
    const o=compile([{source:{name:path,text,kind:'script'}}],{settings,args,macros:new Map([['target',1],['pid',1],['uid',0],['gid',0],['euid',0],['egid',0],['ppid',1],['pgid',1],['sid',1]]),probes:probeIndex(),types:()=>undefined as any,kernelOffset:(s:string,p:string)=>btf.memberOffset(s,p)??0,cpus:2} as any);
    const l=await kernelBackend().open(o.object); l.close(); ok++;
  } catch(e:any){ 
    const msg=e instanceof CompileError? e.diagnostics.map(d=>`${d.tag}: ${d.message}`)[0]! : (e.message+' | '+(e.hint??'')+(e.message.startsWith('internal')||!e.hint?e.stack.split('\n').slice(1,4).join(';'):'')); note(msg.slice(0,400),`${folder}/${f}`); }
}
console.log(ok,'of',n); for(const [k,l] of [...out].sort((a,b)=>b[1].length-a[1].length)) console.log(l.length,k,'\n     ',l.slice(0,4).join(' '));
