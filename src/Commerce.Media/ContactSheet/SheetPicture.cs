namespace Commerce.Media.ContactSheet;

/// <summary>One cell of a contact sheet.</summary>
/// <param name="Path">The picture's file.</param>
/// <param name="Caption">One line of words below it.</param>
public sealed record SheetPicture(string Path, string Caption);
