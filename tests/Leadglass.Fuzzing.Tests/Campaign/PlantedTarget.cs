using Leadglass.TestKit;

namespace Leadglass.Fuzzing.Tests.Campaign;

/// <summary>A program with one planted bug of each kind, each behind a structure that no seed has.</summary>
internal static class PlantedTarget
{
    /// <summary>What it needs to run.</summary>
    public const string Programs = "sh od tr tail";

    // The file in hexadecimal, elements in explicit VR little endian.
    private const string Script = """
        #!/bin/sh
        hex=$(od -An -v -tx1 "$1" | tr -d ' \n')
        case $hex in
        # Rows (0028,0010) US of two bytes is 65535: an assertion.
        *2800100055530200ffff*) echo "planted: /src/image.c:162: rows: Assertion \`rows < 65535' failed." >&2; kill -ABRT $$ ;;
        # An RLE header that counts no segments: a signal without a word.
        *feff00e04200000000000000*) kill -SEGV $$ ;;
        # A path upwards in any value: no end.
        *2e2e2f2e2e2f*) while :; do :; done ;;
        # The descriptor of a palette begins with 0 or 65535: memory without measure.
        *28000[123]11555306000000*|*28000[123]1155530600ffff*) exec tail /dev/zero ;;
        # Rows is 0: an exit code that nobody declared.
        *28001000555302000000*) exit 77 ;;
        esac
        exit 0
        """;

    public static string WriteTo(TemporaryFolder folder) => folder.WriteScript("planted", Script.ReplaceLineEndings("\n"));
}
