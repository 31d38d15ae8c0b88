using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace NtkRepro.Pipeline.Tests;

/// <summary>What of a C# file counts. Line feeds stand for themselves; a test with another end of lines says so.</summary>
public sealed class CSharpTokensTests
{
    private const string Program = """
        using System;

        namespace Toy;

        /// <summary>Adds.</summary>
        public static class Sums
        {
            // Twice.
            public static int Of(int a, int b) => a + b; /* once */

        #if DEBUG
            public static bool IsDebug => true;
        #endif
        }

        """;

    [Theory]
    [InlineData("    // Twice.\n", "")]
    [InlineData("// Twice.", "// Three times, or \"more\" */ than that.")]
    [InlineData("/// <summary>Adds.</summary>", "/// <summary>Adds two numbers, see <see cref=\"Of\"/>.</summary>")]
    [InlineData("/// <summary>Adds.</summary>\n", "")]
    [InlineData("/* once */", "")]
    [InlineData("/* once */", "/* once\n and for all */")]
    [InlineData("namespace Toy;\n", "namespace Toy;\n\n\n")]
    [InlineData("(int a, int b) => a + b;", "(\n        int a,\n        int b\n    ) =>\n        a+b ;")]
    [InlineData("    public static int", "\tpublic  static\tint")]
    [InlineData("#if DEBUG", "  # if  DEBUG // only then")]
    [InlineData("    // Twice.\n", "#region sums\n#endregion\n")]
    [InlineData("namespace Toy;", "namespace/**/Toy;")]
    public void What_the_compiler_does_not_see_leaves_the_hash(string old, string replacement) =>
        Assert.Equal(Hash(Program), Hash(Replaced(old, replacement)));

    [Theory]
    [InlineData("Sums", "Sum")]
    [InlineData("a + b", "b + a")]
    [InlineData("a + b", "a - b")]
    [InlineData("a + b", "a + b + 1")]
    [InlineData("a + b;", "a + b;;")]
    [InlineData("int a, int b", "int a, ref int b")]
    [InlineData("public static class", "static public class")]
    [InlineData("#if DEBUG", "#if TRACE")]
    [InlineData("#if DEBUG", "#if !DEBUG")]
    [InlineData("#if DEBUG\n", "")]
    [InlineData("IsDebug => true", "IsDebug => false")]
    [InlineData("using System;\n", "using System;\n#nullable enable\n")]
    [InlineData("using System;\n", "#define DEBUG\nusing System;\n")]
    [InlineData("using System;\n", "using System;\n#pragma warning disable CS0618\n")]
    [InlineData("using System;\n", "using System;\n#line 7 \"other.cs\"\n")]
    [InlineData("using System;\n", "using System;\n#error stop\n")]
    public void What_can_change_the_program_changes_the_hash(string old, string replacement) =>
        Assert.NotEqual(Hash(Program), Hash(Replaced(old, replacement)));

    [Theory]
    [InlineData("a + +b", "a++b")]
    [InlineData("a + b", "a+ b", true)]
    [InlineData("ab", "a b")]
    [InlineData("a/**/b", "ab")]
    [InlineData("a/**/b", "a b", true)]
    [InlineData("x = 1.0;", "x = 1.00;")]
    [InlineData("x = \"a  b\";", "x = \"a b\";")]
    [InlineData("x = \"a\" + \"b\";", "x = \"a\\\" + \\\"b\";")]
    [InlineData("x = \"// not a comment\";", "x = \"\";")]
    [InlineData("x = 'a';", "x = \"a\";")]
    [InlineData("x = $\"{a}\";", "x = $\"{{a}}\";")]
    [InlineData("x = $\"{a + b:0.0}\";", "x = $\"{a+b:0.0}\";", true)]
    [InlineData("x = $\"{a} b\";", "x = $\"{a}  b\";")]
    [InlineData("x = a >> b;", "x = a >>> b;")]
    [InlineData("x = a >> b;", "x = a > > b;")]
    [InlineData("x >>= b;", "x > >= b;")]
    [InlineData("x = a>>b;", "x = a >> b;", true)]
    [InlineData("x = @$\"{a +b}\";", "x = @$\"{ a + b /* c */ }\";", true)]
    [InlineData("x = $\"\"\"{a +b}\"\"\";", "x = $\"\"\"{\r\n a + b }\"\"\";", true)]
    [InlineData("x = $\"{a}$ b\";", "x = $\"{a}$  b\";")]
    [InlineData("x = $\"{$\"{a+b}\"}\";", "x = $\"{ $\"{a + b}\" }\";", true)]
    [InlineData("@class x;", "class x;")]
    [InlineData("#define A\nB x;", "#define A B\nx;")]
    [InlineData("#if A\nx();\n#endif", "x();")]
    [InlineData("#if A\nx();\n#else\ny();\n#endif", "#if A\ny();\n#else\nx();\n#endif")]
    [InlineData("x = a\n  .b();\n", "x = a.b();", true)]
    public void Two_texts_are_the_same_or_not(string left, string right, bool areSame = false) =>
        Assert.Equal(areSame, Hash(left) == Hash(right));

    [Fact]
    public void Line_ends_and_a_byte_order_mark_leave_the_hash()
    {
        Assert.Equal(Hash(Program), Hash(Program.Replace("\n", "\r\n")));
        Assert.Equal(Hash(Program), Hash([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Program)]));
        Assert.Equal(Hash(Program), Hash(Program.TrimEnd('\n')));
    }

    [Theory]
    [InlineData("x = @\"a\nb\";")]
    [InlineData("x = \"\"\"\n  a\n  b\n  \"\"\";")]
    [InlineData("x = $\"\"\"\n  a\n  {b}\n  \"\"\";")]
    [InlineData("#if A\nx = @\"a\nb\";\n#endif")]
    [InlineData("#if A\nx = $@\"a\nb\";\n#endif")]
    [InlineData("#if A\nx = @$\"a\nb\";\n#endif")]
    [InlineData("#if A\nx = \"\"\"\n  a\n  b\n  \"\"\";\n#endif")]
    public void A_line_end_inside_a_literal_is_part_of_it(string text) =>
        Assert.NotEqual(Hash(text), Hash(text.Replace("\n", "\r\n")));

    [Fact]
    public void A_file_with_errors_has_its_tokens()
    {
        const string Broken = "class { ) int = # \"no end\n } } ` 08x";

        Assert.NotEqual(Hash(Broken), Hash(Broken.Replace(")", "")));
        Assert.NotEqual(Hash(Broken), Hash(Broken.Replace("no end", "an end")));
        Assert.Equal(Hash(Broken), Hash(Broken.Replace("class {", "class  // comment\n{")));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("a<")]
    [InlineData("a?[")]
    [InlineData("#if A\n")]
    [InlineData("x = $\"{(a + b)}\"; {")]
    public void Nesting_deeper_than_a_parser_goes_is_no_failure(string piece)
    {
        var deep = string.Concat(Enumerable.Repeat(piece, 10_000));

        Assert.NotEqual(Hash(deep), Hash(deep + piece));
    }

    [Fact]
    public void A_long_interpolated_string_counts_as_it_stands()
    {
        var deep = $"x = $\"{{{new string('(', 10_000)}a}}\";";

        Assert.NotEqual(Hash(deep), Hash(deep.Replace("(a", "( a")));
    }

    [Fact]
    public void An_empty_file_and_comments_alone_are_the_same() => Assert.Equal(Hash(""), Hash("// nothing\n"));

    [Fact]
    public void A_file_that_is_not_UTF_8_counts_byte_by_byte()
    {
        static byte[] Latin(char c) => Encoding.Latin1.GetBytes($"// {c}\nclass C;");

        Assert.NotEqual(Hash(Latin('\u00e4')), Hash(Latin('\u00f6')));
    }

    [Fact]
    public void The_hash_is_that_of_the_listed_tokens()
    {
        // The numbers are those of SyntaxKind in Roslyn's documentation: # 8220, end of directive 8494, { 8205, } 8206, = 8204, number 8509,
        // text 8511, ; 8212, disabled text 8546.
        const string Text = "#if A // a\r\nint b;\r\n#endif\r\nclass C { string field = \"\u00e4\"; int d = 1; }";
        const string Listed =
            "8220 1 #\n0 2 if\n0 1 A\n8494 0 \n8546 7 int b;\n\n8220 1 #\n0 5 endif\n8494 0 \n"
            + "0 5 class\n0 1 C\n8205 1 {\n0 6 string\n0 5 field\n8204 1 =\n8511 3 \"\u00e4\"\n8212 1 ;\n"
            + "0 3 int\n0 1 d\n8204 1 =\n8509 1 1\n8212 1 ;\n8206 1 }\n";

        Assert.Equal(KeyRecord.Hash(Listed), Hash(Text));
    }

    [Fact]
    public void Whatever_a_file_holds_it_has_a_hash()
    {
        Gen<string> pieces = Gen.Elements(
            "#if A\n",
            "#else\n",
            "#endif\n",
            "#region r\n",
            "/*",
            "*/",
            "//",
            "\n",
            "\r\n",
            "\"",
            "\"\"\"",
            "$\"",
            "@\"",
            "{",
            "}",
            "(",
            "<",
            ">",
            "class",
            "x",
            "1e",
            "0x",
            "'",
            "\\u",
            "\0",
            "\uffff",
            "\ufeff",
            "<<<<<<< a\n",
            "=======\n",
            "#!",
            "#",
            ";"
        );
        Prop.ForAll(
                pieces.ListOf().Select(p => string.Concat(p)).ToArbitrary(),
                text => Assert.Equal(Hash(text), Hash(text))
            )
            .QuickCheckThrowOnFailure();
    }

    private static string Replaced(string old, string replacement)
    {
        Assert.Contains(old, Program);
        return Program.Replace(old, replacement);
    }

    private static string Hash(string text) => Hash(Encoding.UTF8.GetBytes(text));

    private static string Hash(byte[] bytes) => CSharpTokens.Hash(new MemoryStream(bytes));
}
