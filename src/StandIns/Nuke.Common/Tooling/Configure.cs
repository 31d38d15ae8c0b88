namespace Nuke.Common.Tooling;

/// <summary>Changes what it is given, and returns it.</summary>
public delegate T Configure<T>(T options);
