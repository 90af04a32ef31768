using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Winnow.Inference.Tests")]
