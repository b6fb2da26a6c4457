package kubetraining.artifact;

/** One way to obtain artifacts. */
interface Source {
  /** The files of a recipe: programs, jars, a root file system. */
  Artifact files(Recipe recipe);

  /** An image, as {@link ImageMaker#TAR}. */
  Artifact image(ImageRecipe image);
}
