using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Winnow.Bench")]
[assembly: InternalsVisibleTo("Winnow.Inference.Tests")]
