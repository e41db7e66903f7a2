namespace Commerce.Workbench;

/// <summary>Something the person at the keyboard can act on; its message is shown as it is, without a stack.</summary>
public sealed class ProblemException(string message) : Exception(message);
