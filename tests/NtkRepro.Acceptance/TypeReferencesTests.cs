using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Xml;

namespace NtkRepro.Acceptance;

/// <summary>A test that looks for references can only fail if they are found, wherever they stand.</summary>
public sealed class TypeReferencesTests
{
    [Fact]
    public void A_type_refers_to_whatever_its_declarations_and_bodies_name()
    {
        var found = TypeReferences.Of(typeof(Sample<>));

        Type[] expected =
        [
            typeof(Stream), // what it is derived from
            typeof(ICloneable),
            typeof(DebuggerDisplayAttribute),
            typeof(XmlReader), // of its type parameter
            typeof(Lazy<>), // of a field, with its arguments
            typeof(Uri),
            typeof(Version), // of a parameter, in an array
            typeof(Rune), // returned
            typeof(Random), // made in a body
            typeof(TimeZoneInfo), // called in a body
            typeof(XmlException), // caught
            typeof(StringBuilder), // named by typeof
            typeof(DateOnly), // an argument of a generic call
            typeof(Calendar), // returned by what a body calls
        ];
        Assert.Empty(expected.Except(found));
    }

    [Fact]
    public void A_lambda_is_of_the_type_in_which_it_stands()
    {
        var closures = typeof(TypeReferencesTests).GetNestedTypes(BindingFlags.NonPublic).SelectMany(TypeReferences.Of);

        Assert.Contains(typeof(OperatingSystem), closures);
        Func<bool> _ = () => OperatingSystem.IsLinux();
    }

    [Fact]
    public void A_type_does_not_refer_to_what_it_does_not_name() =>
        Assert.DoesNotContain(typeof(Guid), TypeReferences.Of(typeof(Sample<>)));

    [Fact]
    public void A_cycle_is_told_from_where_it_begins()
    {
        Assert.Null(Cycle.In([("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")]));
        Assert.Equal("b -> c -> b", Cycle.In([("a", "b"), ("b", "c"), ("c", "b"), ("c", "d")]));
    }

    [DebuggerDisplay("only looked at")]
    private abstract class Sample<T> : Stream, ICloneable
        where T : XmlReader
    {
        private readonly Lazy<Uri> place = new(() => new Uri("file:///"));

        public object Clone() => place.Value.ToString() + typeof(StringBuilder) + Enumerable.Empty<DateOnly>();

        public static Rune Take(Version[] versions)
        {
            try
            {
                _ = new Random(versions.Length).Next() + TimeZoneInfo.Local.BaseUtcOffset.Ticks;
                _ = Convert.ToString(CultureInfo.InvariantCulture.Calendar, CultureInfo.InvariantCulture);
            }
            catch (XmlException)
            {
                return default;
            }
            return Rune.ReplacementChar;
        }
    }
}
