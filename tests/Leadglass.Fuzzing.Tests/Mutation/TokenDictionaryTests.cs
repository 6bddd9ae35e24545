using Leadglass.Fuzzing.Mutation;
using Leadglass.Fuzzing.Seeds;
using Leadglass.Fuzzing.Tests.Native;
using Leadglass.TestKit;

namespace Leadglass.Fuzzing.Tests.Mutation;

public sealed class TokenDictionaryTests(PlantedPrograms programs) : IClassFixture<PlantedPrograms>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_EveryFormOfALine_IsItsBytes()
    {
        var errors = new List<string>();
        var file = _folder.Write("words", "# DICOM\n\nmagic=\"DICM\"\nvr@2=\"\\x4fW\"\n\"a\\\\b\\\"c\"\nagain=\"DICM\"\n");

        Assert.Equal(["4449434D", "4F57", "615C622263"], TokenDictionary.Read(file, errors).Select(static token => Convert.ToHexString(token.Span)));
        Assert.Empty(errors);
    }

    [Fact]
    public void Read_EverythingWrong_IsReportedWithItsLine()
    {
        var errors = new List<string>();
        var file = _folder.Write("words", "DICM\nempty=\"\"\nx=\"\\x4\"\nx=\"\\n\"\nx=\"a\"b\"\nlong=\"" + new string('x', 129) + "\"\nx=\"open\n");

        Assert.Empty(TokenDictionary.Read(file, errors));
        Assert.Equal(Enumerable.Range(1, 7).Select(line => $"{file}:{line}: "), errors.Select(error => error[..error.IndexOf("not name", StringComparison.Ordinal)]));
    }

    [RealPeerFact("afl-clang-fast")]
    public void Read_WhatTheCompilerWroteDown_IsRead()
    {
        var errors = new List<string>();

        Assert.Contains("LEADGLASS", TokenDictionary.Read(programs.Dictionary, errors).Select(static token => System.Text.Encoding.Latin1.GetString(token.Span)));
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("0241420143", new[] { "4142", "43" })]
    // A length of nothing, and one that is longer than what is left.
    [InlineData("00014103414243 09FF", new[] { "41", "414243" })]
    public void OfCompiler_AnyBytes_GivesTheWholeWords(string said, string[] words) =>
        Assert.Equal(words, TokenDictionary.OfCompiler(Hex.Parse(said)).Select(static token => Convert.ToHexString(token.Span)));

    [Fact]
    public void Make_WithWords_PutsThemIn()
    {
        var maker = new CaseMaker(1, [SeedCorpus.All[0]], ["LEADGLASS"u8.ToArray()]);
        var token = maker.Operators.ToList().FindIndex(static op => op.Id == "token");

        var made = Enumerable.Range(0, 20).Select(round => maker.Make((round * maker.Operators.Count) + token, ~1u)).ToList();

        Assert.All(made, static each => Assert.True(each.Bytes.Span.IndexOf("LEADGLASS"u8) >= 0));
        Assert.Contains(made, static each => each.Bytes.Length == SeedCorpus.All[0].Bytes.Length);
        Assert.Contains(made, static each => each.Bytes.Length == SeedCorpus.All[0].Bytes.Length + 9);
        Assert.DoesNotContain("token", new CaseMaker(1, [SeedCorpus.All[0]]).Operators.Select(static op => op.Id));
    }
}
