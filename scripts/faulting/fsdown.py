#!/usr/bin/env python3
"""fsdown.py: a real file system and a real power cut: the command is killed at its N-th call, the file system is cut off in the same moment and mounted again.

  fsdown.py --store DIR --check 'TOOL verify {store}' --dump 'TOOL dump {store}' [--fs ext4|xfs] [--limit N] -- TOOL add {store} ...

Uses the shutdown call that xfstests uses: the kernel drops every write that has not reached the loop device, and the next mount replays the journal. ext4 is
mounted so that no heuristic of its own hides a missing fsync. A cut is fine when the check passes and the dump is that of before or after; when the command had
ended with 0 it must be that of after. Needs root, loop devices and mkfs. Exit status 0: all fine, 1: some bad, 2: not possible here.
"""
import argparse, collections, fcntl, os, re, shlex, shutil, signal, struct, subprocess, sys, tempfile, time

SHUTDOWN = 0x8004587D  # _IOR('X', 125, __u32)
DROP_ALL = struct.pack("I", 2)
CALLS = "write,pwrite64,writev,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,ftruncate,fallocate,copy_file_range,mkdir,mkdirat,openat,close"
MOUNT = {"ext4": "loop,data=writeback,noauto_da_alloc,commit=600", "xfs": "loop"}
ENVIRONMENT = dict(os.environ, LC_ALL="C.UTF-8", SWIFT_BACKTRACE="enable=no")


def run(command, seconds):
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, start_new_session=True, env=ENVIRONMENT)
    try: out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL); process.communicate()
        return 124, b"", b"out of time"
    return process.returncode, out, err


def must(*command):
    done = subprocess.run(command, capture_output=True)
    if done.returncode: sys.stderr.write("fsdown: %s: %s\n" % (" ".join(command), done.stderr.decode("utf-8", "replace"))); sys.exit(2)


class Disk:
    """A file system in a file, which can lose its power."""
    def __init__(self, root, kind, size):
        self.kind, self.image, self.place = kind, os.path.join(root, "image"), os.path.join(root, "mounted")
        self.running, self.is_mounted = os.path.join(root, "running"), False
        os.mkdir(self.place)
        with open(self.image, "wb") as file: file.truncate(size)
        must("mkfs." + kind, "-q", *(["-F"] if kind == "ext4" else []), self.image)

    def mount(self, image): must("mount", "-o", MOUNT[self.kind], image, self.place); self.is_mounted = True

    def unmount(self):
        for _ in range(100):
            if subprocess.run(["umount", self.place], capture_output=True).returncode == 0: break
            time.sleep(0.05)
        else: sys.exit("fsdown: %s cannot be unmounted" % self.place)
        self.is_mounted = False

    def begin(self): must("cp", "--sparse=always", self.image, self.running); self.mount(self.running)

    def cut_power(self):
        folder = os.open(self.place, os.O_RDONLY); fcntl.ioctl(folder, SHUTDOWN, DROP_ALL); os.close(folder)
        self.unmount(); self.mount(self.running)


class Cuts:
    def __init__(self, options, root):
        self.o, self.root = options, root
        used = sum(os.path.getsize(os.path.join(d, f)) for d, _, fs in os.walk(options.store) for f in fs)
        self.disk = Disk(root, options.fs, used * 4 + (330 << 20 if options.fs == "xfs" else 64 << 20))
        self.store = os.path.join(self.disk.place, "store")

    def words(self, command): return [word.replace("{store}", self.store) for word in command]
    def dump(self): return run(self.words(shlex.split(self.o.dump)), self.o.timeout)

    def prepare(self):
        """Fills the disk, and runs the command once to count its calls and to see the state after it."""
        self.disk.mount(self.disk.image); shutil.copytree(self.o.store, self.store, symlinks=True); os.sync()
        self.before = self.dump()[1]
        kept, log = os.path.join(self.root, "kept"), os.path.join(self.root, "trace"); shutil.copytree(self.store, kept, symlinks=True)
        status, _, err = run(["strace", "-f", "-qq", "-y", "-s", "0", "-o", log, "-e", "trace=" + CALLS, *self.words(self.o.command)], self.o.timeout * 3)
        if status: sys.exit("fsdown: the clean run failed: %s" % err[-300:].decode("utf-8", "replace"))
        self.after = self.dump()[1]
        shutil.rmtree(self.store); shutil.copytree(kept, self.store, symlinks=True); os.sync(); self.disk.unmount()
        seen, cuts = collections.Counter(), set()
        for line in open(log, errors="replace"):
            found = re.match(r"(?:(\d+)\s+)?([a-z0-9_]+)\((.*)", line)
            if not found: continue
            seen[found[1], found[2]] += 1
            if self.store in found[3]: cuts.add((found[2], seen[found[1], found[2]]))
        cuts = sorted(cuts)
        if self.o.limit and len(cuts) > self.o.limit: cuts = [cuts[i * len(cuts) // self.o.limit] for i in range(self.o.limit)]
        return cuts + [("the end", 0)]

    def one(self, call, number):
        """Exit status, state, and what is wrong with it."""
        self.disk.begin(); command = self.words(self.o.command)
        if number: command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + call, "-e", "inject=%s:signal=SIGKILL:when=%d" % (call, number), *command]
        status = run(command, self.o.timeout)[0]
        self.disk.cut_power()
        checked, said, complaint = run(self.words(shlex.split(self.o.check)), self.o.timeout); read, out, _ = self.dump()
        self.disk.unmount()
        state = "unreadable" if read else "before" if out == self.before else "after" if out == self.after else "another"
        wrong = ["check exits %d: %s" % (checked, (complaint or said)[-160:].decode("utf-8", "replace").strip())] if checked else []
        if state in ("unreadable", "another"): wrong.append("the state is " + state)
        if status == 0 and out != self.after: wrong.append("exit 0 before the cut, but the work is gone")
        return status, state, wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--store", "--check", "--dump"): parser.add_argument(name, required=True)
    parser.add_argument("--fs", default="ext4", choices=sorted(MOUNT)); parser.add_argument("--limit", type=int, default=0); parser.add_argument("--timeout", type=float, default=60); parser.add_argument("--show", type=int, default=10)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args(); options.command = options.command[1:] if options.command[:1] == ["--"] else options.command
    if not options.command: parser.error("no command")
    root = tempfile.mkdtemp(prefix="fsdown-"); cuts = Cuts(options, root); start, bad, tally = time.time(), 0, collections.Counter()
    try:
        for call, number in cuts.prepare():
            status, state, wrong = cuts.one(call, number); tally[state, "done" if status == 0 else "killed"] += 1; bad += bool(wrong)
            if wrong and bad <= options.show: print("BAD  cut at %s #%d, exit %s: %s" % (call, number, status, "; ".join(wrong)))
    finally:
        if cuts.disk.is_mounted: subprocess.run(["umount", cuts.disk.place], capture_output=True)
        shutil.rmtree(root, ignore_errors=True)
    print("%d cuts on %s: %s; %d bad, %.1f s" % (sum(tally.values()), options.fs, ", ".join("%s/%s %d" % (*key, value) for key, value in sorted(tally.items())), bad, time.time() - start))
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
