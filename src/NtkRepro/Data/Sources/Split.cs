namespace NtkRepro.Data.Sources;

/// <summary>Splits examples into a training and a test set where files do not say which is which.</summary>
public static class Split
{
    /// <summary>
    /// Takes a seeded share of each class for the test set, rounded, but at least one example and not all. Both sets are in the order in
    /// which the examples were.
    /// </summary>
    /// <param name="all">The examples.</param>
    /// <param name="parameters">Share and seed.</param>
    /// <exception cref="InvalidDataException">A class has a single example.</exception>
    public static (Examples Train, Examples Test) Of(Examples all, SplitParameters parameters)
    {
        var isTest = new bool[all.Count];
        foreach (var group in all.Labels.Index().GroupBy(l => l.Item, l => l.Index).OrderBy(g => g.Key))
        {
            var places = group.ToList();
            var name =
                group.Key >= 0 && all.ClassNames.Count > group.Key
                    ? $"'{all.ClassNames[(int)group.Key]}'"
                    : $"{group.Key}";
            if (places.Count < 2)
                throw new InvalidDataException(
                    $"the class {name} has one example; a split into training and test set needs two"
                );
            var count = Math.Clamp((int)Math.Round(places.Count * parameters.Test), 1, places.Count - 1);
            var order = new CounterRandom(parameters.Seed, "split", group.Key).Permutation(places.Count);
            foreach (var i in order.AsSpan(0, count))
                isTest[places[(int)i]] = true;
        }
        return (Where(isTest: false), Where(isTest: true));

        Examples Where(bool isTest) => all.Pick([.. Places(isTest)]);

        IEnumerable<long> Places(bool wanted) => isTest.Index().Where(i => i.Item == wanted).Select(i => (long)i.Index);
    }
}
