using System.Collections.Frozen;

namespace Leadglass.Inspection.Pickles;

/// <summary>
/// The verdict about a pickle. The short list of what tensors and plain values need is what is trusted; everything else is suspicious whatever it is called,
/// because lists of bad names have been got round again and again. The names of the well-known ones only make the sentence clearer.
/// </summary>
internal static class PickleTrust
{
    private static readonly FrozenSet<string> Constructors = FrozenSet.ToFrozenSet(
    [
        "collections.OrderedDict",
        "torch.LongStorage", "torch.FloatStorage", "torch.HalfStorage", "torch.DoubleStorage", "torch.BFloat16Storage", "torch.BoolStorage",
        "torch.CharStorage", "torch.ShortStorage", "torch.IntStorage", "torch.ByteStorage", "torch.ComplexFloatStorage", "torch.ComplexDoubleStorage",
        "torch.QUInt2x4Storage", "torch.QUInt4x2Storage", "torch.QInt32Storage", "torch.QInt8Storage", "torch.QUInt8Storage",
        "torch.Size", "torch.device", "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_parameter",
        "numpy.dtype", "numpy.ndarray", "numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct",
        "numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar", "_codecs.encode",
        "builtins.set", "builtins.frozenset", "builtins.complex", "__builtin__.set", "__builtin__.frozenset", "__builtin__.complex",
        "datetime.datetime", "datetime.date", "datetime.time", "datetime.timedelta", "datetime.timezone", "decimal.Decimal",
    ]);

    /// <summary>Modules in which every name reaches further than data.</summary>
    private static readonly FrozenSet<string> DangerousModules = FrozenSet.ToFrozenSet(
    [
        "__builtin__", "__builtins__", "builtins", "_ctypes", "_frozen_importlib", "_frozen_importlib_external", "_imp", "_interpreters", "_io", "_operator", "_pickle",
        "_posixsubprocess", "_sqlite3", "_thread", "_xxsubinterpreters", "aiohttp", "asyncio", "atexit", "bdb", "cProfile", "cloudpickle", "code", "codeop",
        "commands", "compileall", "ctypes", "dill", "distutils", "doctest", "ensurepip", "fileinput", "ftplib", "functools", "gc", "glob", "http", "httplib",
        "idlelib", "imaplib", "imp", "importlib", "inspect", "io", "joblib", "lib2to3", "linecache", "logging", "marshal", "mmap", "multiprocessing", "nntplib", "nt",
        "operator", "os", "pdb", "pexpect", "pickle", "pip", "pipes", "pkgutil", "platform", "poplib", "posix", "profile", "pty", "py_compile", "pydoc", "requests",
        "runpy", "select", "selectors", "shelve", "shutil", "signal", "site", "smtplib", "socket", "socketserver", "sqlite3", "ssl", "subprocess", "sys", "tarfile",
        "telnetlib", "tempfile", "test", "threading", "timeit", "trace", "types", "unittest", "urllib", "urllib2", "venv", "webbrowser", "xmlrpc", "zipfile", "zipimport",
    ]);

    /// <summary>Names elsewhere that load or run further code.</summary>
    private static readonly FrozenSet<string> DangerousNames = FrozenSet.ToFrozenSet(
    [
        "torch.load", "torch.compile", "torch.serialization.load", "torch.storage._load_from_bytes", "torch.jit.load", "torch.hub.load",
        "numpy.load", "numpy.f2py.crackfortran", "numpy.testing._private.utils.runstring", "pandas.read_pickle",
    ]);

    public static PickleVerdict Judge(PickleProgram program)
    {
        var others = program.Imports.Where(static import => !IsTrusted(import)).ToList();
        if (others.Exists(IsDangerous))
            return PickleVerdict.Dangerous;
        // A call without a named target is the result of another call, or an extension: structure alone condemns it, except the state of a tensor.
        if (program.Calls.Any(static call => call.Import is { } import ? !IsTrusted(import) : call.Opcode != PickleOpcode.Build))
            return PickleVerdict.Calls;
        if (others.Count > 0)
            return program.CallCount > program.Calls.Length ? PickleVerdict.Calls : PickleVerdict.Imports;
        return program.Imports.Length > 0 || program.CallCount > 0 || program.PersistentIds > 0 ? PickleVerdict.Constructors : PickleVerdict.Data;
    }

    public static bool IsTrusted(PickleImport import) => Constructors.Contains($"{import.Module}.{import.Name}");

    /// <summary>By the whole name, or by any module on the way to it: <c>torch</c> and <c>serialization.os.system</c> lead to <c>os</c>.</summary>
    public static bool IsDangerous(PickleImport import) =>
        DangerousModules.Contains(import.Module)
        || DangerousNames.Contains($"{import.Module}.{import.Name}")
        || DangerousModules.Contains(import.Module.Split('.')[0])
        || import.Name.Split('.')[..^1].Any(DangerousModules.Contains);
}
