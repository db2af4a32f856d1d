#!/usr/bin/env python3
"""selftest.py: builds the stand-in and shows that each tool is silent about the right order of writing and finds each planted bug.

A matrix that cannot fail is no matrix. Needs a C compiler and strace; the real power cuts need root and loop devices as well, and are left out without them.
"""
import os, shlex, shutil, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ALL = "kill,term,int,ENOSPC,EIO,EINTR,sticky-ENOSPC,sticky-EIO,EMFILE,EROFS,EDQUOT,ENOLCK"
work = tempfile.mkdtemp(prefix="selftest-"); passed = failed = 0


def tool(name, wanted, bug, script, *arguments):
    """A run of a tool on the stand-in with a bug, which has to end with this status."""
    global passed, failed
    done = subprocess.run([sys.executable, os.path.join(HERE, script), *arguments], capture_output=True, text=True, errors="replace", env=dict(os.environ, STANDIN_BUG=bug))
    # A tool that could not run ends with 1 as well, but names nothing that is bad.
    ok = done.returncode == wanted and (wanted == 0 or any(word in done.stdout for word in ("BAD ", "WRONG ", "MISSED ", "CRASH "))); passed, failed = passed + ok, failed + (not ok)
    lines = [line for line in (done.stdout + done.stderr).splitlines() if line]
    print("%-4s %s: %s" % ("ok" if ok else "FAIL", name, lines[-1] if lines else ""), flush=True)
    if not ok: print("     exit %d, %d wanted\n%s" % (done.returncode, wanted, "".join("     %s\n" % line for line in lines[-6:])), end="")


def main():
    compiler = next((name for name in ("cc", "gcc", "clang") if shutil.which(name)), None)
    if not compiler or not shutil.which("strace"): print("--   no %s" % ("C compiler" if not compiler else "strace")); return
    stand = os.path.join(work, "standin"); subprocess.run([compiler, "-O1", "-o", stand, os.path.join(HERE, "standin.c")], check=True)
    store = os.path.join(work, "store")
    for words in (["init", store], ["add", store, "one " * 50], ["add", store, "two " * 50]): subprocess.run([stand, *words], check=True, stdout=subprocess.DEVNULL)
    common = ["--store", store, "--check", stand + " verify {store}", "--dump", stand + " dump {store}"]; add = ["--", stand, "add", "{store}", "x" * 9000]
    tool("crash matrix: sound", 0, "none", "crash_matrix.py", *common, "--faults", ALL, "--recover", stand + " add {store} again", *add)
    for bug, faults in (("inplace", "kill"), ("ignorefsync", "EIO"), ("swallow", "ENOSPC")): tool("crash matrix: finds " + bug, 1, bug, "crash_matrix.py", *common, "--faults", faults, *add)
    tool("power loss: sound", 0, "none", "powerloss.py", *common, "--ack", "committed", "--exhaust", "6", *add)
    for bug in ("nofsyncfile", "nofsyncmanifest", "nofsyncdir", "nodirsyncafter", "inplace"): tool("power loss: finds " + bug, 1, bug, "powerloss.py", *common, "--ack", "committed", *add)
    for kind in ("ext4", "xfs"):
        if os.geteuid() or not os.path.exists("/dev/loop-control") or not shutil.which("mkfs." + kind): print("--   real cuts on %s: need root, loop devices and mkfs.%s" % (kind, kind)); continue
        tool("real cuts on %s: sound" % kind, 0, "none", "fsdown.py", "--fs", kind, *common, *add)
        for bug in ("nofsyncfile", "nodirsyncafter"): tool("real cuts on %s: find %s" % (kind, bug), 1, bug, "fsdown.py", "--fs", kind, *common, *add)
    damage = ["--store", store, "--verify", stand + " verify {store}", "--dump", stand + " dump {store}", "--flips", "20"]
    tool("corruption: sound", 0, "none", "corrupt.py", *damage)
    for bug in ("nobind", "nosum", "trap"): tool("corruption: finds " + bug, 1, bug, "corrupt.py", *damage)
    rivals = ["--store", store, "--add", stand + " add {store} {item}", "--dump", stand + " dump {store}", "--verify", stand + " verify {store}", "-w", "4", "-n", "20"]
    tool("rivals: sound", 0, "none", "concur.py", *rivals, "--kill"); tool("rivals: find nolock", 1, "nolock", "concur.py", *rivals)


try: main()
finally: shutil.rmtree(work, ignore_errors=True)
print("%d passed, %d failed" % (passed, failed))
sys.exit(1 if failed else 0)
