using System.Text.Json;
using Leadglass.Inspection.Pickles;

namespace Leadglass.Inspection.Tests.Pickles;

/// <summary>CPython as the peer: it writes pickles of every protocol, lists their instructions by pickletools, and records what its own loader looks up, with inert stand-ins.</summary>
public sealed class RealPickleTests
{
    private const string Script = """
        import base64, collections, datetime, decimal, fractions, io, json, pathlib, pickle, pickletools, uuid

        class Slots:
            __slots__ = ('a',)
        class Named:
            pass
        class NewEx:
            def __new__(cls, *, a=0): return object.__new__(cls)
            def __getnewargs_ex__(self): return ((), {'a': 1})
        class Reduced:
            def __reduce__(self): return (fractions.Fraction, (1, 3))
        class Persistent(pickle.Pickler):
            def persistent_id(self, obj): return 'id' if isinstance(obj, complex) else None

        slots = Slots(); slots.a = 1
        named = Named(); named.x = [1, 2]
        shared = ['shared']
        values = [None, True, 12345678901234567890, -7, 3.5, 'text with \n and \u00e9 and \U0001F600', b'bytes' * 9, bytearray(b'abc'), [1, [2, [3]]], (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4),
                  {'a': 1, 'b': {'c': None}}, {1, 2}, frozenset([1]), 'x' * 300, b'y' * 70000, [shared, shared], collections.OrderedDict(a=1), collections.Counter('aab'),
                  datetime.datetime(2020, 1, 2), decimal.Decimal('1.5'), fractions.Fraction(1, 3), pathlib.PurePosixPath('a/b'), uuid.UUID(int=5), slots, named, NewEx(), Reduced(), print, len, list(range(3000))]

        class Inert:
            def __init__(self, *a, **k): pass
            def __setstate__(self, s): pass
            def __call__(self, *a, **k): return Inert()
            def __setitem__(self, k, v): pass
            def append(self, v): pass
            def extend(self, v): pass
            def update(self, *v): pass
            def __hash__(self): return 1
        class Recorder(pickle._Unpickler):
            def find_class(self, module, name):
                seen.append(module + '.' + name)
                return type(name, (Inert,), {})
            def persistent_load(self, pid): return Inert()

        out = []
        for protocol in range(6):
            datas = []
            for v in values:
                try: datas.append(pickle.dumps(v, protocol))
                except Exception: pass
            f = io.BytesIO(); Persistent(f, protocol).dump([1j, 2]); datas.append(f.getvalue())
            datas.append(pickletools.optimize(datas[-2]))
            for data in datas:
                seen = []
                Recorder(io.BytesIO(data), encoding='latin-1').load()
                ops = list(pickletools.genops(data))
                out.append({'data': base64.b64encode(data).decode(), 'opcodes': len(ops), 'imports': list(dict.fromkeys(seen)),
                            'calls': sum(o.name in ('REDUCE', 'NEWOBJ', 'NEWOBJ_EX', 'INST', 'OBJ') for o, _, _ in ops)})
        print(json.dumps(out))
        """;

    [RealPeerFact("python3")]
    public async Task EveryPickleOfCPython_IsReadToItsEnd_WithTheSameInstructionsAndImports()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var result = await ExternalProgram.RunAsync("python3", [folder.Write("make.py", Script)], cancellation);
        Assert.True(result.ExitCode == 0, result.Errors);
        var pickles = JsonDocument.Parse(result.Output).RootElement.EnumerateArray().ToList();
        Assert.InRange(pickles.Count, 150, 300);
        foreach (var pickle in pickles)
        {
            var data = pickle.GetProperty("data").GetBytesFromBase64();
            var program = PickleReader.Read(data);
            Assert.Equal((PickleEnd.Stop, data.Length), (program.End, program.Length));
            Assert.Equal(pickle.GetProperty("opcodes").GetInt64(), program.Opcodes);
            Assert.Equal(pickle.GetProperty("imports").EnumerateArray().Select(static name => name.GetString()), program.Imports.Select(static import => import.ToString()));
            Assert.InRange(program.CallCount, pickle.GetProperty("calls").GetInt64(), long.MaxValue);
            Assert.Equal(program.Imports.Length == 0 && program.PersistentIds == 0, program.Verdict == PickleVerdict.Data);
        }
    }
}
